import { may, Type, type Acted, type ConsolePage, type Desk, type Offer, type ProfileView } from 'wco-cts'
import { cargoInShort } from '../cargo-in-short.ts'
import { ruleWords } from '../rule-form.ts'
import { olderInForce } from '../older-in-force.ts'
import { coded, ifAllowed, link, one, said, whole } from '../said.ts'

const query = Type.Object({
  id: Type.String({ title: 'Profile', format: 'uuid' }),
  rehearse: Type.Optional(Type.Boolean({ title: 'Try it on past cargo' }))
})

/** One profile: its conditions in words, who made and who published it, and what it would have matched in the last 30 days. */
export const profile: ConsolePage<typeof query> = {
  id: 'profile',
  path: '/profiles/:id',
  permission: 'profiles.read',
  query,
  template: 'profile',
  async view ({ id, rehearse }, desk) {
    const seen = await desk.profile(id)
    const type = desk.profileTypes().find(one => one.id === seen.type)
    return {
      title: said(desk, 'profile.title', { title: seen.title }),
      profile: { ...seen, note: seen.note ?? null, publishedBy: seen.publishedBy ?? null, published: seen.published ?? null, retired: seen.retired ?? null, older: olderInForce(seen), alert: seen.alert.map(role => coded(desk, 'codes.roles', role)) },
      more: String(seen.moreMatched),
      type: type ? desk.text(type.plugin, 'title') : seen.type,
      rule: isConditions(seen.settings),
      words: wordsOf(seen, type, { desk, lists: await listTitles(seen, desk) }),
      ...isConditions(seen.settings) ? worthOf(seen.settings) : { score: null, reason: null },
      may: {
        revise: may(desk.actor, 'profiles.draft') && seen.state !== 'retired',
        publish: may(desk.actor, 'profiles.publish') && seen.state === 'draft' && !seen.mine,
        waits: seen.state === 'draft' && seen.mine,
        retire: may(desk.actor, 'profiles.publish') && seen.state !== 'retired'
      },
      revise: link('/profiles/new', { from: id, type: seen.type }),
      rehearse: link(`/profiles/${id}`, { rehearse: 'true' }) + '#tried',
      tried: rehearse === true ? await triedOut(id, desk) : null
    }
  },
  async act (form, { id }, desk): Promise<Acted> {
    const deed = one(form, 'do')
    const after = deed === 'retire' ? await desk.retire(id) : await desk.publish(id, whole(one(form, 'version')))
    return { to: `/profiles/${id}`, says: `profile.${after.state}`, params: { title: after.title } }
  }
}

const DAY = 86_400_000
const MOST_TRIED = 20_000

const triedOut = async (id: string, desk: Desk) => {
  const until = new Date()
  const { seen, matched, examples } = await desk.rehearse(id, { from: new Date(until.getTime() - 30 * DAY), until }, MOST_TRIED)
  return { seen, matched, share: seen === 0 ? 0 : Math.round(matched / seen * 1000) / 10, examples: examples.map(row => ({ received: row.received, lane: row.lane, ...cargoInShort(row) })) }
}

interface Line { readonly depth: number, readonly text: string }

interface Telling { readonly desk: Desk, readonly lists: ReadonlyMap<string, string> }

const listTitles = async ({ settings }: ProfileView, desk: Desk): Promise<ReadonlyMap<string, string>> =>
  typeof settings === 'object' && settings !== null && 'lists' in settings ? new Map((await ifAllowed(() => desk.lists()) ?? []).map(({ id, title }) => [id, title])) : new Map()

const wordsOf = ({ settings }: ProfileView, type: Offer | undefined, telling: Telling): readonly Line[] =>
  isConditions(settings) ? ruleWords(settings, telling.desk) : pairs(settings, type, telling)

// What a rule's match is worth, beside its conditions.
const worthOf = (settings: unknown): { readonly score: string | null, readonly reason: string | null } => {
  const told = (name: string): string | null => typeof settings === 'object' && settings !== null && Object.hasOwn(settings, name) ? String(Object.entries(settings).find(([key]) => key === name)?.[1]) : null
  return { score: told('score'), reason: told('reason') }
}

const isConditions = (settings: unknown): boolean => typeof settings === 'object' && settings !== null && ('all' in settings || 'any' in settings || 'not' in settings)

const pairs = (settings: unknown, type: Offer | undefined, { desk, lists }: Telling): readonly Line[] => {
  if (typeof settings !== 'object' || settings === null) return []
  return Object.entries(settings).map(([name, value]) => ({ depth: 0, text: said(desk, 'profile.setting', { name: label(name, type, desk), value: valueText(name, value, { desk, lists }) }) }))
}

const label = (name: string, type: Offer | undefined, desk: Desk): string => {
  const key = `fields.${name}`
  const text = type ? desk.text(type.plugin, key) : key
  return text === key ? type?.form.properties[name]?.title ?? name : text
}

const valueText = (name: string, value: unknown, telling: Telling): string => {
  if (Array.isArray(value)) return value.map(inner => valueText(name, inner, telling)).join(', ')
  if (typeof value === 'object' && value !== null) return JSON.stringify(value)
  const text = String(value)
  return telling.lists.get(text) ?? [`codes.${name}`, name].map(list => coded(telling.desk, list, text)).find(word => word !== text) ?? text
}
