import type { Desk, Sent } from 'wco-cts'
import { cargoFields, type CargoField } from './cargo-fields.ts'
import { cargoLabel, coded, one, said } from './said.ts'

/** One row of the rule builder. A part that is no single condition (a group within the rule) is kept as it is and shown in words. */
export interface RuleRow { readonly index: number, readonly field: string, readonly op: string, readonly value: string, readonly nested: string | null, readonly words: string | null }

/** A condition as rules keep it. */
interface Leaf { readonly field: string, readonly op: string, readonly value?: unknown }

/** Rows a builder can hold. */
export const MOST_ROWS = 30

/** Operators a rule can be built with, the commonest first. Their names are texts under `operators`; one that does not suit its field is refused in words. */
export const operators = ['contains', 'name-like', 'equals', 'one-of', 'starts-with', 'greater', 'less', 'between', 'present', 'missing', 'count-greater', 'count-less'] as const

/** The rows a rule's settings are edited in. */
export const rowsOfRule = (settings: unknown, desk: Desk): readonly Omit<RuleRow, 'index'>[] =>
  partsOf(settings).parts.map(part => isLeaf(part) && canEdit(part)
    ? { field: part.field, op: part.op, value: valueText(part.value), nested: null, words: null }
    : { field: '', op: '', value: '', nested: JSON.stringify(part), words: ruleWords(part, desk).map(({ text }) => text).join(' ') })

/** Whether all conditions must hold, or any. */
export const joinOfRule = (settings: unknown): 'all' | 'any' => partsOf(settings).join

/** The settings a filled-in builder stands for. Rows without a field are left out. */
export const ruleOf = (sent: Sent): Record<string, unknown> => {
  const parts = Array.from({ length: MOST_ROWS }, (_, index) => partOf(sent, `c${index}`)).filter(part => part !== null)
  const score = one(sent, 'score')
  const reason = one(sent, 'reason')
  return {
    [one(sent, 'join') === 'any' ? 'any' : 'all']: parts,
    ...(score === '' ? {} : { score: Number(score) }),
    ...(reason === '' ? {} : { reason })
  }
}

/** Where in the builder a fault of the settings stands: `/settings/all/1/op` is the operator of the second row that was filled in. */
export const rowPointer = (sent: Sent, pointer: string): string => {
  const [, ordinal, part] = /^\/settings\/(?:all|any)\/(\d+)(?:\/(field|op|value))?/.exec(pointer) ?? []
  // What is wrong with the rule as a whole stands at its first row.
  if (/^\/settings(?:\/(?:all|any))?$/.test(pointer)) return '/c0/field'
  if (ordinal === undefined) return pointer.replace(/^\/settings/, '')
  const filledIn = Array.from({ length: MOST_ROWS }, (_, index) => index).filter(index => partOf(sent, `c${index}`) !== null)
  return `/c${filledIn[Number(ordinal)] ?? 0}/${part ?? 'field'}`
}

/** A rule in words, one line a condition, groups set in. */
export const ruleWords = (rule: unknown, desk: Desk, depth = 0): readonly { readonly depth: number, readonly text: string }[] => {
  if (isLeaf(rule)) return [{ depth, text: leafWords(rule, desk) }]
  if (!isRecord(rule)) return []
  if ('not' in rule) return [{ depth, text: said(desk, 'rule.not') }, ...ruleWords(rule['not'], desk, depth + 1)]
  const { join, parts } = partsOf(rule)
  const place = typeof rule['some'] === 'string' ? said(desk, `rule.some-${join}`, { list: cargoLabel(desk, rule['some']) }) : said(desk, `rule.${join}`)
  const inner = parts.map(part => typeof rule['some'] === 'string' ? inside(part, rule['some']) : part)
  return [{ depth, text: place }, ...inner.flatMap(part => ruleWords(part, desk, depth + 1))]
}

/** The fields offered, in groups by the part of the consignment they stand in. */
export const fieldChoices = (desk: Desk): readonly { readonly group: string, readonly fields: readonly { readonly value: string, readonly label: string }[] }[] => {
  const all = cargoFields()
  const groups = [...new Set(all.map(groupOf))]
  return groups.map(group => ({ group: said(desk, `groups.${group}`), fields: all.filter(field => groupOf(field) === group).map(({ field }) => ({ value: field, label: cargoLabel(desk, field) })) }))
}

const groupOf = ({ key }: CargoField): string => key.includes('.') ? key.split('.')[0] ?? 'whole' : 'whole'

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
const isLeaf = (value: unknown): value is Leaf => isRecord(value) && typeof value['field'] === 'string' && typeof value['op'] === 'string'

// What the builder cannot offer (a fact, an operator of another plugin) must not be lost by opening it here.
const canEdit = ({ field, op }: Leaf): boolean => cargoFields().some(known => known.field === field) && operators.some(known => known === op)

const partsOf = (settings: unknown): { readonly join: 'all' | 'any', readonly parts: readonly unknown[] } => {
  if (!isRecord(settings)) return { join: 'all', parts: [] }
  if (Array.isArray(settings['any'])) return { join: 'any', parts: settings['any'] }
  if (Array.isArray(settings['all'])) return { join: 'all', parts: settings['all'] }
  return { join: 'all', parts: 'not' in settings ? [{ not: settings['not'] }] : [] }
}

// Inside a list a field begins at the line; in words it is named in full.
const inside = (part: unknown, list: string): unknown => isLeaf(part) ? { ...part, field: `${list}/*${part.field}` } : part

const leafWords = ({ field, op, value }: Leaf, desk: Desk): string =>
  [cargoLabel(desk, field), operatorWords(field, op, desk), [value].flat().filter(one => one !== undefined).map(one => valueWords(one, desk)).join(` ${said(desk, op === 'between' ? 'rule.and' : 'rule.or')} `)].join(' ').trim()

// A figure is more, a time later; the builder's one word for both is for where the field is not chosen yet.
const operatorWords = (field: string, op: string, desk: Desk): string => {
  const kind = cargoFields().find(known => known.field === field)?.kind
  const own = kind === 'figure' || kind === 'time' ? said(desk, `operators-of.${kind}.${op}`) : ''
  return own === '' || own === `operators-of.${kind}.${op}` ? coded(desk, 'operators', op) : own
}

const valueWords = (value: unknown, desk: Desk): string =>
  typeof value === 'boolean' ? said(desk, `codes.flag.${String(value)}`) : typeof value === 'number' ? String(value) : said(desk, 'rule.quoted', { value: String(value) })

const valueText = (value: unknown): string => Array.isArray(value) ? value.map(String).join('\n') : value === undefined ? '' : String(value)

const partOf = (sent: Sent, row: string): unknown => {
  const nested = one(sent, `${row}.nested`)
  if (nested !== '' && one(sent, `${row}.without`) !== 'true') return parsed(nested)
  const field = one(sent, `${row}.field`)
  if (field === '') return null
  const lines = one(sent, `${row}.value`).split(/\r?\n/).map(line => line.trim()).filter(line => line !== '')
  const op = one(sent, `${row}.op`)
  const kind = cargoFields().find(known => known.field === field)?.kind
  const values = lines.map(line => valueOf(line, op.startsWith('count-') ? 'figure' : kind))
  return { field, op, ...(values.length === 0 ? {} : { value: values.length === 1 ? values[0] : values }) }
}

const valueOf = (line: string, kind: CargoField['kind'] | undefined): string | number | boolean => {
  if (kind === 'figure' && Number.isFinite(Number(line.replace(',', '.')))) return Number(line.replace(',', '.'))
  return kind === 'flag' && /^(true|false)$/.test(line) ? line === 'true' : line
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return { field: '', op: text }
  }
}
