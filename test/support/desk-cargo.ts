import { emptyDeclaration, type ConsignmentRow, type ConsignmentView, type Declaration, type FilingView, type FoundView, type MessageRow, type MessageView, type TargetRow, type TargetView } from 'wco-cts'

/** How a fixture writes each free text: as it is, or as something that must not get out. */
export type Say = (text: string) => string

/** A UUID of a fixture: the same number gives the same one. */
export const idOf = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

/** The moment all fixtures stand in. */
export const NOW = '2026-11-21T14:05:00Z'

const before = (minutes: number): string => new Date(Date.parse(NOW) - minutes * 60_000).toISOString()
const lanes = ['red', 'amber', 'green'] as const
const ships = [['TERN OF KILINDI', '2611S', 'CNSHA'], ['MAREA ALTA', '114W', 'BRSSZ'], ['NORDLYS', '0307E', 'NLRTM']] as const
const traders = [['Guangxi Lanhai Trading Co', 'Ziwani Hardware Ltd'], ['Exportadora São Brás S.A.', 'Kipepeo Foods'], ['Van Houten & Zn', 'Établissements Mbeki'], ['شركة النور للتجارة', 'Al Noor General Stores']] as const
const goods = ['Frozen bananas in cartons', 'Used car parts, not further specified', 'Ceramic tiles', 'Copper scrap in bulk'] as const
const containers = ['MSKU1234565', 'TCLU4265478', 'HLXU2008419'] as const

const pick = <T>(list: readonly [T, ...T[]] | readonly T[], index: number): T => {
  const found = list[index % list.length]
  if (found === undefined) throw new Error('a fixture has nothing to pick from')
  return found
}

/** A line of cargo. */
export const cargoRow = (index: number, say: Say): ConsignmentRow => {
  const [ship, voyage, port] = pick(ships, index)
  const [consignor, consignee] = pick(traders, index)
  return {
    id: idOf(1000 + index), mode: 'sea', number: say(`TERN${2611000 + index}`), kind: 'bill', loading: say(port), discharge: 'KEMBA', consignor: say(consignor), consignee: say(consignee),
    description: say(pick(goods, index)), equipment: containers.slice(0, 1 + index % 3).map(say), conveyance: say(ship), journey: say(voyage), arrival: before(-380), received: before(35), version: 2, state: 'assessed',
    lane: pick(lanes, index), score: 80 - index % 60, target: idOf(index)
  }
}

/** A finding of each of two profiles. */
export const findings = (say: Say): readonly FoundView[] => [
  { reason: 'words', score: 70, evidence: ['/goods/0/description', '/parties/0/name'], words: ['banana', 'lanhai'], profile: idOf(201), version: 3, type: 'rule', plugin: 'profile/rule', title: say('Fruit from a trader of hardware'), alert: ['officer'], text: say('The goods description contains “banana”, and the consignor trades in hardware') },
  { reason: 'listed', score: 40, evidence: ['/equipment/0/number'], words: ['MSKU1234565'], profile: idOf(202), version: 1, type: 'watch-list', plugin: 'profile/watch-list', title: say('Containers of interest'), alert: ['officer'], text: say('Container MSKU1234565 is on the list “Containers of interest”') }
]

/** A line of the queue. */
export const targetRow = (index: number, say: Say): TargetRow => ({
  id: idOf(index), consignment: idOf(1000 + index), version: 4, state: index % 4 === 0 ? 'claimed' : 'proposed', lane: pick(lanes, index), score: 80 - index % 60, office: 'KEMBA',
  ...(index % 4 === 0 ? { assignee: idOf(501), assigneeName: say('Amina Odhiambo') } : {}),
  due: before(index % 7 === 3 ? 70 : -(90 + index * 45)), opened: before(30), findings: findings(say).map(finding => ({ ...finding, stands: true, consignmentVersion: 2, quoted: [] })), cargo: cargoRow(index, say), outcome: null
})

/** A target whole, worked by two people. */
export const targetView = (index: number, say: Say): TargetView => ({
  ...targetRow(index, say),
  cancelled: false,
  amended: [],
  gaps: [{ plugin: 'profile/random', failed: say('took longer than it may') }],
  history: [
    { at: before(30), actor: say('WCO CTS'), step: 'open', from: '', to: 'proposed', text: say('Opened by two findings') },
    { at: before(12), actor: say('Amina Odhiambo'), step: 'assign', from: 'proposed', to: 'claimed', text: say('Claimed') }
  ],
  controls: [{ id: idOf(701), means: 'scan', place: 'KEMBA', note: say('Look behind the first row'), discoveries: [] }],
  holds: [{ id: idOf(702), kind: 'customs', reason: say('Until scanned'), authority: 'KRA' }],
  result: null
})

const MESSAGE = "UNB+UNOA:2+TERNLINE+KECUSTOMS+261121:1330+2611'\nUNH+1+CUSCAR:D:95B:UN'\nCNI+1+TERN2611000'\nNAD+CZ+++GUANGXI LANHAI TRADING CO'\nFTX+AAA+++FROZEN BANANAS IN CARTONS'\nEQD+CN+MSKU1234565+22G1'\nUNT+6+1'\nUNZ+1+2611'\n"

/** The text of the fixtures' message. */
export const messageText = (): string => MESSAGE

const at = (text: string) => ({ line: MESSAGE.slice(0, MESSAGE.indexOf(text)).split('\n').length, offset: MESSAGE.indexOf(text), length: text.length, path: 'GIS' })

const declared = (say: Say): Declaration => ({
  ...emptyDeclaration(),
  action: 'original', mode: 'sea', kind: 'bill', number: say('TERN 2611000'), loading: say('CNSHA'), discharge: 'KEMBA', freight: 'prepaid',
  conveyance: { mode: 'sea', identifier: '9811000', scheme: 'IMO', name: say('TERN OF KILINDI'), journey: say('2611S'), stops: [] },
  parties: [{ role: 'consignor', roleDeclared: 'CZ', name: say('GUANGXI LANHAI TRADING CO'), address: say('Minzu Av. 12'), city: 'Nanning', country: 'CN', identifiers: [], contacts: [] }],
  goods: [{ line: '1', description: say('FROZEN BANANAS IN CARTONS'), commodity: ['080390'], packages: '1080', packageKind: 'CT', mass: '21.4', massUnit: 'TNE', dangerous: [], equipment: [] }],
  equipment: [{ number: say('MSKU 123456-5'), type: '22G1', seals: [{ number: say('CN991204') }], mass: '21400', massUnit: 'KGM' }],
  totals: { packages: '1080', mass: '21400', massUnit: 'KGM' },
  positions: { '/number': at('TERN2611000'), '/parties/0/name': at('GUANGXI LANHAI TRADING CO'), '/goods/0/description': at('FROZEN BANANAS IN CARTONS'), '/equipment/0/number': at('MSKU1234565') }
})

const filing = (number: number, kind: string, say: Say): FilingView => ({
  id: idOf(300 + number), message: idOf(400 + number), sender: say('TERNLINE'), received: before(40 - number), report: { kind, test: false, function: 'original' }, declaration: declared(say)
})

/** A consignment whole, of two filings, amended once. */
export const consignmentView = (index: number, say: Say): ConsignmentView => ({
  id: idOf(1000 + index), mode: 'sea', movement: 'import', document: { kind: 'bill', number: say(`TERN${2611000 + index}`), issuer: 'TERN', date: '2026-11-02' },
  conveyance: { identifier: '9811000', name: say('TERN OF KILINDI'), nationality: 'PA', carrier: 'TERN', journey: say('2611S'), stops: [{ place: 'KEMBA', purpose: 'discharge', time: before(-380), zone: 'Africa/Nairobi' }] },
  origin: say('CNNNG'), loading: say('CNSHA'), transhipments: ['SGSIN'], discharge: 'KEMBA', destination: 'UGKLA', office: 'KEMBA', arrival: before(-380),
  packages: 1080, grossKilograms: 21_400, freight: 'prepaid',
  parties: [
    { role: 'consignor', name: say('Guangxi Lanhai Trading Co'), address: say('Minzu Av. 12'), city: 'Nanning', country: 'CN', identifiers: [], contacts: [{ kind: 'TE', value: say('+86 771 555 0100') }] },
    { role: 'consignee', name: say('Ziwani Hardware Ltd'), country: 'KE', identifiers: [{ scheme: 'TIN', value: say('P051234567X') }], contacts: [] }
  ],
  goods: [{ line: 1, description: say('Frozen bananas in cartons'), commodity: ['080390'], packages: 1080, packageKind: 'CT', grossKilograms: 21_400, dangerous: [], equipment: [say('MSKU1234565')], origin: 'CN' }],
  equipment: [{ number: say('MSKU1234565'), type: '22G1', fullness: 'full', seals: [say('CN991204')], grossKilograms: 21_400 }],
  handling: [], references: [], customs: [], notes: [say('Keep frozen')], senders: ['TERNLINE'], reports: ['CUSCAR'],
  version: 2, received: before(40), state: 'incomplete', lane: 'red', score: 80, findings: [...findings(say)], gaps: [{ plugin: 'profile/random', failed: say('took longer than it may') }],
  facts: { history: historyFacts(say) },
  versions: [{ version: 1, made: before(40), message: idOf(400), changed: [] }, { version: 2, made: before(38), message: idOf(401), changed: ['/goods/0/description', '/packages'] }],
  filings: [filing(0, 'CUSCAR', say), filing(1, 'CUSCAR', say)],
  linked: [{ scheme: 'container', consignment: idOf(1001), number: say('TERN2611001'), kind: 'bill' }],
  target: idOf(index)
})

const historyFacts = (say: Say) => ({
  parties: [{ role: 'consignor', at: '/parties/0', firstSeen: false, targets: 1, negative: 0, movements: 3, examined: 1, positive: 1, since: before(60 * 24 * 90) }, { role: 'consignee', at: '/parties/1', firstSeen: false, targets: 6, negative: 6, movements: 214, examined: 6, positive: 0, since: before(60 * 24 * 900) }],
  equipment: [{ number: say('MSKU1234565'), at: '/equipment/0', firstSeen: true, targets: 0, negative: 0, movements: 0, examined: 0, positive: 0 }]
})

/** A line of the list of messages. */
export const messageRow = (index: number, say: Say): MessageRow => ({
  id: idOf(400 + index), state: pick(['accepted', 'accepted-with-faults', 'rejected', 'duplicate', 'quarantined', 'received'] as const, index), sender: say('TERNLINE'), channel: 'http', name: say(`tern-${2611 + index}.edi`), size: MESSAGE.length + index * 90_000,
  received: before(40 + index), format: index % 6 === 2 ? null : 'cuscar', mode: 'sea', consignments: 240, assessed: index === 0 ? 180 : 240, errors: index % 3, warnings: 2
})

/** A message whole, with an issue that has a place and one that has none. */
export const messageView = (index: number, say: Say): MessageView => ({
  ...messageRow(index, say),
  issues: [
    { code: 'container-check-digit', severity: 'error', at: at('MSKU1234565'), pointer: '/equipment/0/number', text: say('The check digit of container MSKU1234565 is 5; by ISO 6346 it must be 3.'), plugin: 'mode/sea', document: say('TERN2611000') },
    { code: 'total-mismatch', severity: 'warning', text: say('The report declares 2 consignments and holds 1.'), plugin: 'format/cuscar' }
  ],
  moreIssues: 3, reason: say('The transmission reference 2611 was used before with other content.'), of: idOf(499), sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
})
