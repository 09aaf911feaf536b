import { filled, Problem, type Acted, type ConsolePage, type Desk, type Offer, type ProfileDraft, type ProfileView, type Sent, type Static, Type } from 'wco-cts'
import { fieldChoices, joinOfRule, MOST_ROWS, operators, rowPointer, ruleOf, rowsOfRule, type RuleRow } from '../rule-form.ts'
import { retold } from '../retold.ts'
import { coded, ifAllowed, link, many, one, said, whole } from '../said.ts'

const maybe = Type.Optional
const text = (title: string) => maybe(Type.String({ title }))
const rows = Object.fromEntries(Array.from({ length: MOST_ROWS }, (_, index) => ['field', 'op', 'value', 'nested', 'without'].map(part => [`c${index}.${part}`, text(part)] as const)).flat())

const query = Type.Object({
  type: text('Type'),
  from: maybe(Type.String({ title: 'Profile to revise', format: 'uuid' })),
  version: maybe(Type.Integer({ title: 'Version that is revised', minimum: 1 })),
  rows: maybe(Type.Integer({ title: 'Rows', minimum: 0 })),
  title: text('Title'), note: text('Why'), join: text('All or any'), score: text('Score'), reason: text('Reason'),
  alert: maybe(Type.Union([Type.String(), Type.Array(Type.String())], { title: 'Roles told' })),
  ...rows
})
type Query = Static<typeof query>

/** Where a profile is made or revised. The builder's rows grow by asking for the page again with what is filled in, so no script is needed. */
export const profileNew = (roles: readonly string[]): ConsolePage<typeof query> => ({
  id: 'profile-new',
  path: '/profiles/new',
  permission: 'profiles.draft',
  query,
  template: 'profile-new',
  async view (asked, desk) {
    const from = asked.from === undefined ? null : await desk.profile(asked.from)
    const type = typeOf(from?.type ?? asked.type, desk)
    if (!type) return { type: null, types: desk.profileTypes().map(({ id, plugin }) => ({ href: link('/profiles/new', { type: id }), title: desk.text(plugin, 'title') })) }
    const sent: Sent = again(asked)
    const again_ = Object.keys(sent).length > 0
    return {
      title: said(desk, from ? 'profile-new.revise' : 'profile-new.title', { type: desk.text(type.plugin, 'title') }),
      type: type.id,
      plugin: type.plugin,
      from: asked.from ?? null,
      version: asked.version ?? from?.version ?? null,
      head: { title: again_ ? one(sent, 'title') : from?.title ?? '', note: again_ ? one(sent, 'note') : from?.note ?? '' },
      roles: roles.map(role => ({ role, label: coded(desk, 'codes.roles', role), chosen: again_ ? many(sent, 'alert').includes(role) : from ? from.alert.includes(role) : role === roles[0] })),
      schema: isRule(type) ? null : type.form,
      offers: await offersFor(type, desk),
      settings: from?.settings ?? null,
      ...rowsAsked(isRule(type) ? builder(asked, sent, from, desk) : null)
    }
  },
  async act (form, asked, desk): Promise<Acted> {
    const from = asked.from ?? (one(form, 'from') || undefined)
    const type = typeOf(one(form, 'type') || asked.type, desk)
    if (!type) throw new Problem('profile-type-unknown', 404, { type: one(form, 'type') })
    const note = one(form, 'note')
    const draft: ProfileDraft = {
      type: type.id,
      title: one(form, 'title'),
      settings: isRule(type) ? ruleOf(form) : filled(type.form, form, 'settings.'),
      alert: many(form, 'alert').filter(role => role !== ''),
      ...(note === '' ? {} : { note })
    }
    const saved = await retold(type.plugin, desk, () => from === undefined ? desk.draft(draft) : desk.revise(from, draft, whole(one(form, 'version'))), isRule(type) ? pointer => rowPointer(form, pointer) : undefined)
    return { to: `/profiles/${saved.id}`, says: 'profile-new.saved', params: { title: saved.title } }
  }
})

const typeOf = (id: string | undefined, desk: Desk): Offer | undefined => desk.profileTypes().find(type => type.id === id)

// What settings hold conditions is told by their schema, not by the type's name.
const isRule = ({ form }: Offer): boolean => 'all' in form.properties && 'any' in form.properties

const again = (asked: Query): Sent =>
  Object.fromEntries(Object.entries(asked).flatMap(([name, value]): [string, string | readonly string[]][] =>
    !['type', 'from', 'rows'].includes(name) && (typeof value === 'string' || Array.isArray(value)) ? [[name, value]] : []))

// What a person chooses by name that settings keep by id.
const offersFor = async ({ form }: Offer, desk: Desk): Promise<Readonly<Record<string, readonly { readonly id: string, readonly name: string }[]>>> => ({
  ...'lists' in form.properties ? { lists: (await ifAllowed(() => desk.lists()) ?? []).map(({ id, title }) => ({ id, name: title })) } : {},
  ...'mode' in form.properties ? { mode: MODES.map(id => ({ id, name: said(desk, `mode.${id}`) })) } : {}
})

const MODES = ['sea', 'air'] as const

const rowsAsked = <R extends { readonly count: number }>(rule: R | null) => ({ rule, count: rule?.count ?? null })

const BLANK = { field: '', op: 'contains', value: '', nested: null, words: null }

const builder = (asked: Query, sent: Sent, from: ProfileView | null, desk: Desk) => {
  const settings = Object.keys(sent).length > 0 ? ruleOf(sent) : from?.settings
  const held = rowsOfRule(settings, desk)
  const count = Math.min(MOST_ROWS, Math.max(asked.rows ?? 0, held.length + (held.length === 0 ? 2 : 1)))
  return {
    join: joinOfRule(settings),
    rows: Array.from({ length: count }, (_, index): RuleRow => ({ index, ...(held[index] ?? BLANK) })),
    more: Math.min(MOST_ROWS, count + 1),
    count,
    score: numberIn(settings, 'score') ?? '',
    reason: textIn(settings, 'reason') ?? '',
    fields: fieldChoices(desk),
    operators: operators.map(id => ({ id, label: coded(desk, 'operators', id) }))
  }
}

const inside = (value: unknown, name: string): unknown => typeof value === 'object' && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined
const numberIn = (value: unknown, name: string): number | null => { const found = inside(value, name); return typeof found === 'number' ? found : null }
const textIn = (value: unknown, name: string): string | null => { const found = inside(value, name); return typeof found === 'string' ? found : null }
