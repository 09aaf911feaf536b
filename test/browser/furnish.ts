import type { Running } from '../support/server.ts'
import { selected, sendSelected, openTargets } from './cargo.ts'

/** Where the things stand that the pages are about. */
export interface Furnished {
  readonly free: string
  readonly issued: string
  readonly examined: string
  readonly ended: string
  readonly consignment: string
  readonly message: string
  readonly rejected: string
  readonly profile: string
  readonly draft: string
  readonly list: string
  readonly carrier: string
  readonly person: string
}

/** Works a little in a demo administration, so that no page is empty. */
export const furnish = async (running: Running, bills = 60): Promise<Furnished> => {
  const { ask } = running
  const made = async (who: string, path: string, body: unknown): Promise<string> => {
    const answer = await ask(who, 'POST', path, body)
    if (answer.status >= 300) throw new Error(`${path} was answered with ${answer.status}: ${answer.text}`)
    return String(answer.body['id'])
  }
  await sendSelected(running, bills, 'SHIP1')
  await running.send(selected(bills, 'SHIP1'))
  const faulty = await running.send(selected(3, 'SHIP2').replace(/CSQU\d{7}/, 'CSQU1002001').replace('CNT+16:3', 'CNT+16:4'))
  const rejected = await running.send('THIS IS NO MANIFEST\n')
  const [free, issued, examined, ended, claimed] = await openTargets(running)
  if (free === undefined || issued === undefined || examined === undefined || ended === undefined || claimed === undefined) throw new Error('the demo has too few targets')
  const step = (id: string, step: string, input: object) => made('officer', `/api/v1/targets/${id}/steps/${step}`, input)
  await step(claimed.id, 'assign', { act: 'claim' })
  for (const { id } of [issued, examined]) await step(id, 'instruct', { means: 'scan', note: 'Behind the first row of pallets' })
  await step(examined.id, 'examine', { outcome: 'positive', discoveries: [{ category: 'wildlife', quantity: 12.5 }], note: 'Twelve tusks under the planks' })
  await step(ended.id, 'review', { decision: 'no-interest', reason: 'known-operator', note: 'Licensed dealer' })
  const draft = await made('officer', '/api/v1/profiles', { type: 'rule', title: 'Fruit in ceramics', settings: { all: [{ field: '/goods/*/description', op: 'contains', value: ['tiles', 'banana'] }, { field: '/packages', op: 'greater', value: 100 }], score: 60, reason: 'Weight does not suit the goods' }, alert: ['officer'], note: 'Seen twice this year' })
  const list = await made('supervisor', '/api/v1/watch-lists', { title: 'Traders of interest', kind: 'party', level: 'national', note: 'From the working group on timber' })
  await made('supervisor', `/api/v1/watch-lists/${list}/entries`, { kind: 'party', names: ['Green Forest Exports', 'GFE Holding'], identifiers: [{ scheme: 'TIN', value: 'P051234567X' }], reason: 'Named in a seizure' })
  const signed = async (entry: object): Promise<string> => {
    const id = await made('officer', `/api/v1/watch-lists/${list}/entries`, { kind: 'party', reason: 'Named in a seizure', ...entry })
    await made('supervisor', `/api/v1/watch-lists/${list}/entries/${id}/sign`, {})
    return id
  }
  await signed({ names: ['Harbour Plywood Brokers'] })
  await signed({ names: ['Copperline Scrap Yard'], from: '2099-01-01', reason: 'Its licence ends' })
  await signed({ names: ['Blue Kiln Tiles'], from: '2024-01-01', until: '2024-06-30' })
  await ask('officer', 'DELETE', `/api/v1/watch-lists/${list}/entries/${await signed({ names: ['Rainbow Paints'] })}`)
  await made('supervisor', `/api/v1/profiles/${draft}/publish?version=1`, {})
  await made('officer', `/api/v1/profiles/${draft}/versions?version=1`, { type: 'rule', title: 'Fruit in ceramics', settings: { all: [{ field: '/goods/*/description', op: 'contains', value: ['tiles', 'banana'] }], score: 70, reason: 'Weight does not suit the goods' }, alert: ['officer'], note: 'Seen twice this year' })
  const carrier = await made('admin', '/api/v1/people', { kind: 'carrier', subject: 'tern', name: 'Tern Line', sender: 'TERNLINE', roles: ['carrier'] })
  await made('admin', `/api/v1/people/${carrier}/tokens`, { name: 'Booking system', until: '2031-12-31' })
  await made('admin', `/api/v1/people/${carrier}/tokens`, { name: 'Terminal' })
  const person = await made('admin', '/api/v1/people', { subject: 'moana', name: 'Moana Tui', roles: ['officer'], mail: 'moana@example.org', language: 'fr', proof: { password: 'nine slow lighthouses' } })
  const { body: target } = await ask('officer', 'GET', `/api/v1/targets/${free.id}`)
  const { body: profiles } = await ask('officer', 'GET', '/api/v1/profiles')
  return { free: free.id, issued: issued.id, examined: examined.id, ended: ended.id, consignment: String(target['consignment']), message: String(faulty['id']), rejected: String(rejected['id']), profile: ruleIn(profiles), draft, list, carrier, person }
}

const ruleIn = (profiles: unknown): string => {
  const items: unknown = typeof profiles === 'object' && profiles !== null && 'items' in profiles ? profiles.items : profiles
  const all: readonly { readonly id: string, readonly type: string, readonly state: string }[] = Array.isArray(items) ? items : []
  return all.find(({ type, state }) => type === 'rule' && state === 'published')?.id ?? ''
}

/** Every page there is, and who looks at it. */
export const pagesOf = (made: Furnished): readonly { readonly who: 'officer' | 'supervisor' | 'manager' | 'admin', readonly name: string, readonly path: string }[] => [
  ...([
    ['home', '/'], ['targets', '/targets'], ['targets-chosen', `/targets?chosen=${made.free}`], ['targets-none', '/targets?view=mine&lane=green'], ['targets-ended', '/targets?view=ended'],
    ['target-free', `/targets/${made.free}`], ['target-issued', `/targets/${made.issued}`], ['target-examined', `/targets/${made.examined}`], ['target-ended', `/targets/${made.ended}`],
    ['consignment', `/consignments/${made.consignment}`], ['messages', '/messages'], ['message', `/messages/${made.message}`], ['message-rejected', `/messages/${made.rejected}`], ['raw', `/messages/${made.message}/raw-view?line=20`],
    ['upload', '/upload'], ['search', '/search'], ['search-found', '/search?q=rosewood'], ['search-none', '/search?q=nothinglikeit'],
    ['profiles', '/profiles'], ['profile', `/profiles/${made.profile}?rehearse=true`], ['profile-draft', `/profiles/${made.draft}`], ['profile-new', '/profiles/new'], ['profile-rule', '/profiles/new?type=rule'], ['profile-revise', `/profiles/new?type=rule&from=${made.draft}`],
    ['profile-watch', '/profiles/new?type=watch-list'], ['profile-random', '/profiles/new?type=random'], ['lists', '/lists'], ['list', `/lists/${made.list}`], ['keys', '/keys'], ['notices', '/notices'],
    ['not-found', '/nowhere'], ['not-permitted', '/people']
  ] as const).map(([name, path]) => ({ who: 'officer' as const, name, path })),
  ...([
    ['supervisor-home', '/'], ['supervisor-target', `/targets/${made.issued}`], ['supervisor-profile', `/profiles/${made.draft}`], ['supervisor-list', `/lists/${made.list}`], ['reports', '/reports'], ['report', '/reports/activity'], ['report-view', '/reports/activity/view'], ['supervisor-house', '/house'], ['supervisor-notices', '/notices']
  ] as const).map(([name, path]) => ({ who: 'supervisor' as const, name, path })),
  ...([['manager-home', '/'], ['manager-reports', '/reports']] as const).map(([name, path]) => ({ who: 'manager' as const, name, path })),
  ...([['admin-home', '/'], ['people', '/people'], ['carrier', `/people/${made.carrier}`], ['person', `/people/${made.person}`], ['password', '/password'], ['journal', '/journal'], ['house', '/house']] as const).map(([name, path]) => ({ who: 'admin' as const, name, path }))
]
