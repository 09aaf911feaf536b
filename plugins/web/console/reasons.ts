import { valueAt, type Condition, type ConsignmentView, type Desk, type FoundView, type TargetFinding } from 'wco-cts'
import { placeOf } from './places.ts'
import { cargoLabel, ifAllowed, link, said } from './said.ts'

/** A finding as a page shows it: the sentence, what it rests on with the words marked, and which condition of which profile version said so. */
export interface Reason {
  readonly text: string
  readonly score: number
  readonly profile: string
  readonly title: string
  readonly version: number
  readonly type: string
  readonly evidence: readonly Evidence[]
  readonly conditions: readonly string[]
  /** Of a target: until when it was declared, where it no longer stands. */
  readonly gone: string | null
}
export interface Evidence { readonly at: string, readonly label: string, readonly text: string, readonly words: readonly string[], readonly place: string | null, readonly list: string | null }

/** The findings on a consignment, the strongest first; so many of them with the conditions that held. */
export const reasonsOf = async (findings: readonly (FoundView | TargetFinding)[], consignment: ConsignmentView, desk: Desk, explained = 0): Promise<readonly Reason[]> => {
  const strongest = findings.toSorted((a, b) => b.score - a.score)
  return Promise.all(strongest.map(async (found, index) => ({
    text: found.text,
    score: found.score,
    profile: found.profile,
    title: found.title,
    version: found.version,
    type: found.type,
    evidence: evidenceOf(found, consignment, desk),
    gone: goneOf(found, desk),
    conditions: index < explained && isPresent(found, consignment) ? await conditionsOf(found, consignment, desk) : []
  })))
}

/** In words, that a finding of a target no longer stands; null where it does. */
export const goneOf = (found: FoundView | TargetFinding, desk: Desk): string | null => {
  if (!('stands' in found) || found.gone === undefined) return null
  const until = found.consignmentVersion
  return said(desk, found.gone > until ? 'why.gone' : 'why.gone-since', { until, gone: found.gone })
}

// What a target was opened for may have been amended since: then neither the values nor the places of today say what it rests on.
const isPresent = (found: FoundView | TargetFinding, { version }: ConsignmentView): boolean => !('stands' in found) || (found.stands && found.consignmentVersion === version)

const evidenceOf = (found: FoundView | TargetFinding, consignment: ConsignmentView, desk: Desk): readonly Evidence[] =>
  found.evidence.flatMap((at): Evidence[] => {
    const present = isPresent(found, consignment)
    const value = present ? valueAt(consignment, at) : 'quoted' in found ? found.quoted.find(quoted => quoted.at === at)?.value : undefined
    const listed = listedIn(value)
    const text = listed?.title ?? shown(value, desk)
    // The consignment's own id says nothing to a reader; a fact that is no single value the sentence tells.
    return text === '' || at === '/id' ? [] : [{ at, label: cargoLabel(desk, at), text, words: listed ? [] : found.words ?? [], place: present ? placeOf(consignment, at) : null, list: listed?.href ?? null }]
  })

// A fact that names a list leads to the entry on it.
const listedIn = (value: unknown): { readonly title: string, readonly href: string } | null => {
  if (typeof value !== 'object' || value === null || !('list' in value) || !('title' in value)) return null
  const words = 'matched' in value ? String(value.matched) : ''
  return { title: String(value.title), href: link(`/lists/${encodeURIComponent(String(value.list))}`, { words }) }
}

const shown = (value: unknown, desk: Desk): string => {
  if (typeof value === 'boolean') return said(desk, `codes.flag.${String(value)}`)
  if (typeof value === 'string' || typeof value === 'number') return String(value)
  if (Array.isArray(value)) return value.map(inner => shown(inner, desk)).filter(text => text !== '').join(', ')
  if (typeof value !== 'object' || value === null) return ''
  return 'value' in value ? shown(value.value, desk) : ''
}

// By the version that made the finding: the profile as it stands now may tell another story.
const conditionsOf = async (found: FoundView, consignment: ConsignmentView, desk: Desk): Promise<readonly string[]> => {
  const explained = await ifAllowed(() => desk.explain(found.profile, consignment.id, found.version))
  if (!explained?.matched) return []
  return explained.conditions.filter(({ holds }) => holds !== false).map(condition => conditionText(found.plugin, condition, desk))
}

/** A condition in words, from the texts of the plugin whose profile it is. */
export const conditionText = (plugin: string, { says, params }: Condition, desk: Desk): string => {
  const named = typeof params['field'] === 'string' ? { ...params, field: cargoLabel(desk, params['field']) } : params
  const key = `conditions.${says}`
  const text = desk.text(plugin, key, named)
  return text === key ? desk.text(plugin, says, named) : text
}
