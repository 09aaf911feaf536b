import { Problem, Type, type Actor, type Desk, type EntryView, type ListView, type Offer, type Page, type PersonView, type ProfileView, type ReplyView } from 'wco-cts'
import type { Texts } from '../../core/render/locale.ts'
import { cargoRow, consignmentView, idOf, messageRow, messageText, messageView, NOW, targetRow, targetView, type Say } from './desk-cargo.ts'

/** What a fake desk holds and for whom it is. */
export interface DeskWishes {
  /** How many there are of everything. */
  readonly count: number
  readonly language: string
  readonly texts: Texts
  readonly permissions?: readonly string[]
  /** Writes every free text. */
  readonly say?: Say
}

/** Everything an officer, a supervisor and an administrator may do together. */
export const allPermissions = ['targets.read', 'consignments.read', 'messages.read', 'messages.submit', 'messages.decide', 'profiles.read', 'profiles.draft', 'profiles.publish', 'lists.read', 'lists.edit', 'lists.sign', 'reports.read', 'people.manage', 'journal.read', 'house.read'] as const

const replyView = (index: number): ReplyView => ({ id: idOf(600 + index), message: idOf(400 + index), made: '2026-11-22T10:00:00.000Z', degree: 'accepted', state: 'accepted', consignments: 3, errors: 0, warnings: 0, issues: [] })

/** A desk with cargo of our own invention on it; what is done on it is noted in `deeds`. */
export const makeDesk = ({ count, language, texts, permissions = allPermissions, say = text => text }: DeskWishes): Desk & { readonly deeds: unknown[][] } => {
  const deeds: unknown[][] = []
  const actor: Actor = { id: idOf(501), kind: 'person', name: say('Amina Odhiambo'), roles: ['officer'], permissions: [...permissions], offices: [], sender: 'house', language }
  const several = <T>(make: (index: number) => T, limit = 50): T[] => Array.from({ length: Math.min(count, limit) }, (_, index) => make(index))
  const page = <T>(make: (index: number) => T, limit = 50): Page<T> => ({ items: several(make, limit), next: count > limit ? 'next-key' : null })
  const noted = <T>(name: string, answer: T) => async (...given: unknown[]): Promise<T> => { deeds.push([name, ...given]); return answer }
  const known = async <T>(value: T): Promise<T> => { if (count === 0) throw new Problem('not-found', 404); return value }
  return {
    deeds, actor, language, zone: 'Africa/Nairobi',
    submit: noted('submit', { message: idOf(400), duplicate: false }),
    messages: async ({ limit }) => page(index => messageRow(index, say), limit),
    message: async id => ({ ...messageView(0, say), id, ...(count === 0 ? { issues: [], moreIssues: 0 } : {}) }),
    raw: async () => ({ bytes: bytesOf(count === 0 ? '' : say(messageText())), name: say('tern-2611.edi'), mediaType: null, size: messageText().length }),
    replies: async ({ limit }) => page(index => replyView(index), limit),
    reply: async () => replyView(0),
    replyBytes: async () => ({ bytes: new Uint8Array(), mediaType: 'application/edifact', suffix: 'edi' }),
    acknowledge: noted('acknowledge', undefined),
    readMessage: noted('readMessage', messageView(0, say)),
    refuseMessage: noted('refuseMessage', messageView(0, say)),
    consignments: async ({ limit }) => page(index => cargoRow(index, say), limit),
    consignment: async id => ({ ...consignmentView(0, say), id, ...(count === 0 ? BARE : {}) }),
    place: async () => null,
    explain: async () => ({ matched: true, nearest: false, conditions: [{ says: 'contains', params: { field: '/goods/*/description', value: say('banana') }, holds: true, value: null, at: '/goods/0/description' }] }),
    targets: async ({ limit }) => page(index => targetRow(index, say), limit),
    target: async id => ({ ...targetView(0, say), id, ...(count === 0 ? { findings: [], gaps: [], history: [], controls: [], holds: [] } : {}) }),
    queue: async () => ({ red: count, amber: count, green: 0, mine: count, overdue: count > 1 ? 2 : 0 }),
    steps: async () => count === 0 ? [] : steps,
    take: async (...given) => { deeds.push(['take', ...given]); return { ...targetView(0, say), state: given[2] === 'review' ? 'dismissed' : 'claimed' } },
    alerts: async () => [],
    newestAlert: async () => '0',
    profileTypes: () => profileTypes,
    profiles: async ({ limit } = {}) => page(index => profileView(index, say), limit),
    profile: async id => known({ ...profileView(0, say), id }),
    draft: noted('draft', profileView(0, say)),
    revise: noted('revise', profileView(0, say)),
    rehearse: async () => ({ seen: count * 40, matched: count, examples: several(index => cargoRow(index, say), 5) }),
    publish: noted('publish', { ...profileView(0, say), state: 'published' }),
    retire: noted('retire', { ...profileView(0, say), state: 'retired' }),
    lists: async () => several(index => listView(index, say)),
    list: async id => ({ ...listView(0, say), id }),
    addList: noted('addList', listView(0, say)),
    entries: async (_, { limit }) => page(index => entryView(index, say), limit),
    addEntry: noted('addEntry', entryView(0, say)),
    approveEntry: noted('approveEntry', entryView(0, say)),
    removeEntry: noted('removeEntry', entryView(0, say)),
    keepEntry: noted('keepEntry', entryView(0, say)),
    reports: () => count === 0 ? [] : [{ id: 'activity', plugin: 'report/activity', form: reportForm }],
    compose: async () => ({ title: { data: 'Activity' }, blocks: [] }),
    tally: async () => [],
    journal: async () => page(index => ({ at: new Date(Date.parse(NOW) - index * 60_000), actor: idOf(501), actorName: say('Amina Odhiambo'), action: 'target.opened', subject: `/targets/${index}` }), 100),
    colleagues: async () => several(index => ({ id: idOf(520 + index), name: say(`Colleague ${index}`) }), 5),
    people: async ({ limit }) => page(index => personView(index, say), limit),
    person: async id => ({ ...personView(count > 0 && id === idOf(502) ? 3 : 0, say), id }),
    grantable: () => ({ roles: ['carrier', 'officer', 'supervisor', 'manager', 'admin'], languages: ['en', 'fr'] }),
    addPerson: noted('addPerson', personView(0, say)),
    grant: noted('grant', personView(0, say)),
    dismissPerson: noted('dismissPerson', undefined),
    readmitPerson: noted('readmitPerson', personView(0, say)),
    resetProof: noted('resetProof', personView(0, say)),
    tokens: async () => several(index => ({ id: idOf(701 + index), name: say('Line’s booking system'), made: NOW, used: index === 1 ? null : NOW, until: index === 0 ? null : '2027-01-31', ended: index === 2 }), 3),
    issueToken: noted('issueToken', { token: { id: idOf(701), name: say('Line’s booking system'), made: NOW, used: null, until: null, ended: false }, secret: 'cts_a-secret' }),
    endToken: noted('endToken', undefined),
    sources: async () => several(index => ({ id: say(`source-${index}`), list: 'un-locode', feeds: 'reference', loaded: index === 1 ? null : new Date(NOW), entries: 116_000, fault: index === 1 ? say('The file has 12 rows; at least 90,000 were expected.') : null })),
    refresh: noted('refresh', undefined),
    status: async () => ({ waiting: count, unassessed: 0, undelivered: 0, lastMessage: count === 0 ? null : new Date(Date.parse(NOW) - 240_000), degraded: count > 1 ? [say('embedded-database')] : [] }),
    text: (plugin, key, params) => texts.text(plugin, language, key, params)
  }
}

const BARE = { parties: [], goods: [], equipment: [], findings: [], gaps: [], facts: {}, versions: [], filings: [], linked: [] }

async function * bytesOf (text: string): AsyncGenerator<Uint8Array> { yield new TextEncoder().encode(text) }

const strict = { additionalProperties: false }
const choice = <T extends string>(values: readonly T[], title: string, given?: T) => Type.Union(values.map(value => Type.Literal(value)), given === undefined ? { title } : { title, default: given })
const note = Type.Optional(Type.String({ title: 'Note', maxLength: 2000, kind: 'text' }))

const steps: readonly Offer[] = [
  { id: 'assign', plugin: 'step/assign', form: Type.Object({ act: choice(['claim', 'hand-over'], 'What to do', 'claim'), person: Type.Optional(Type.String({ title: 'Colleague', format: 'uuid' })) }, strict) },
  { id: 'review', plugin: 'step/review', form: Type.Object({ decision: choice(['no-interest', 'possible', 'confirmed', 'too-late'], 'Decision', 'no-interest'), reason: Type.Optional(choice(['false-match', 'known-operator', 'data-error', 'low-risk', 'duplicate-alert', 'other'], 'Reason')), note }, strict) },
  { id: 'instruct', plugin: 'step/instruct', form: Type.Object({ means: choice(['documents', 'scan', 'physical', 'dog', 'sample', 'weighing'], 'Means'), note: Type.String({ title: 'What to look for', minLength: 1, maxLength: 2000 }) }, strict) }
]

const reportForm = Type.Object({ from: Type.Optional(Type.String({ format: 'date', title: 'From' })), until: Type.Optional(Type.String({ format: 'date', title: 'Until' })) }, strict)

const profileTypes: readonly Offer[] = [
  { id: 'rule', plugin: 'profile/rule', form: Type.Object({ all: Type.Optional(Type.Array(Type.Unknown())), any: Type.Optional(Type.Array(Type.Unknown())), score: Type.Optional(Type.Number({ minimum: 0, maximum: 100 })), reason: Type.Optional(Type.String()) }, strict) },
  { id: 'watch-list', plugin: 'profile/watch-list', form: Type.Object({ lists: Type.Array(Type.String(), { title: 'Lists', default: [] }), threshold: Type.Number({ title: 'How alike names must be', minimum: 0, maximum: 1, default: 0.9 }), weak: Type.Boolean({ title: 'Weak names too', default: false }) }, strict) },
  { id: 'random', plugin: 'profile/random', form: Type.Object({ perMille: Type.Integer({ title: 'Of a thousand', minimum: 1, maximum: 1000 }) }, strict) }
]

const profileView = (index: number, say: Say): ProfileView => ({
  id: idOf(201 + index), version: 3, state: index % 3 === 0 ? 'draft' : index % 3 === 1 ? 'published' : 'retired', type: 'rule', title: say('Fruit from a trader of hardware'),
  settings: { all: [{ field: '/goods/*/description', op: 'contains', value: [say('banana'), say('plantain')] }, { some: '/parties', any: [{ field: '/name', op: 'contains', value: say('lanhai') }] }], score: 70, reason: say('Unlikely goods for this trader') },
  alert: ['officer'], note: say('Seen in two seizures'), author: idOf(502), authorName: say('Joseph Mwangi'), drafted: NOW, ...(index % 3 === 0 ? {} : { publishedBy: say('Sofia Ferreira'), published: NOW }), inForce: 2, matched: index === 1 ? 1000 : 12 + index, moreMatched: index === 1, mine: false
})

const listView = (index: number, say: Say): ListView => ({
  id: idOf(601 + index), title: say('Containers of interest'), kind: 'container', level: index % 2 === 0 ? 'local' : 'national', sensitivity: 'open', note: say('From the port'), owner: say('Joseph Mwangi'), entries: 12, waiting: index % 2, changed: NOW
})

const entryView = (index: number, say: Say): EntryView => ({
  id: idOf(651 + index), list: idOf(601), key: `entry-${index}`, kind: 'container', names: [{ text: say('MSKU1234565'), strength: 'primary' }, { text: say('MSKU 123456'), strength: 'weak' }], identifiers: [{ scheme: 'BIC', value: say('MSKU1234565') }], countries: ['CN'], addresses: [], until: '2027-01-31', reason: say('False wall found in May'),
  ...(index % 3 === 2 ? { state: 'leaving', removalBy: say('Sofia Ferreira'), removalMine: false } : { state: index % 3 === 0 ? 'waiting' : 'in-force' }), author: idOf(502), authorName: say('Joseph Mwangi'), made: NOW, mine: false
})

const personView = (index: number, say: Say): PersonView => ({
  id: idOf(501 + index), kind: index === 3 ? 'carrier' : 'person', subject: say(index === 0 ? 'officer' : `officer-${index}`), name: say('Amina Odhiambo'), roles: ['officer'], offices: ['KEMBA'], sender: say('TERNLINE'), mail: say('amina@example.org'), language: 'en', active: index !== 2
})
