import { decimalOf, type Issue, type Report, type Totals, type XmlElement } from 'wco-cts'
import { addNote, addReference, fill, type Draft } from './draft.ts'
import { capital, first, meaning, placeOf, take, type Used, type Words } from './nodes.ts'
import { readParty } from './parties.ts'
import { dated, given, isoDate } from './values.ts'

/** What the bills of a file stand under: the general segment of a manifest (Awmds), or the master bill of a degroupage (Awbolds). */
export interface General { readonly kind: 'Awmds' | 'Awbolds', readonly root: XmlElement, readonly segment: XmlElement | undefined, readonly issue: (issue: Issue) => void }

/** What the bills read so far add up to. */
export interface Counted { bills: number, packages: number, mass: number, readonly containers: Set<string>, readonly numbers: Set<string> }

/** The head of the file as a report. ASYCUDA gives an upload no reference: office, voyage and departure name the manifest. */
export const reportOf = ({ kind, root, segment, issue }: General): Report => {
  const used: Used = new Set()
  const key = ['Customs_office_code', 'Voyage_number', 'Date_of_departure'].map(name => take(used, segment, `General_segment_id/${name}`, name)?.text)
  if (!segment) issue({ code: 'structure-missing', severity: 'error', at: placeOf(root), params: { element: kind === 'Awmds' ? 'General_segment' : 'Master_bol' } })
  const sender = take(used, segment, 'Transport_information/Shipping_Agent/Shipping_Agent_code', 'Transport_information/Carrier/Carrier_code')
  const document = key.map(text => text === undefined ? '' : isoDate(text) ?? text).join('/')
  return { kind, function: 'original', test: false, at: placeOf(root), ...(document === '//' ? {} : { document }), ...(sender ? { sender: sender.text } : {}) }
}

/** Fills in the means of transport, its journey and its calls. */
export const readGeneral = (draft: Draft, { segment }: General): void => {
  const { declaration: { conveyance }, used } = draft
  const id = first(segment, 'General_segment_id') ?? segment
  const transport = first(segment, 'Transport_information')
  const leaving = take(used, id, 'Date_of_departure')
  const left = dated(draft, '/conveyance/date', leaving)
  fill(draft, '/conveyance', conveyance, {
    mode: take(used, transport, 'Mode_of_transport_code'),
    journey: take(used, id, 'Voyage_number'),
    date: left,
    name: take(used, transport, 'Identity_of_transporter'),
    nationality: capital(given(take(used, transport, 'Nationality_of_transporter_code'))),
    carrier: given(take(used, transport, 'Carrier/Carrier_code')),
    carrierName: take(used, transport, 'Carrier/Carrier_name')
  })
  const registration = given(take(used, transport, 'Registration_number_of_transport_code'))
  fill(draft, '/conveyance', conveyance, { identifier: registration, scheme: registration && meaning('registration', registration) })
  addReference(draft, 'office', take(used, id, 'Customs_office_code'))
  addStop(draft, 'departure', given(take(used, segment, 'Load_unload_place/Place_of_departure_code')), left, leaving)
  const arriving = take(used, id, 'Date_of_arrival')
  const arrived = dated(draft, '/conveyance', arriving)
  const time = take(used, id, 'Time_of_arrival')
  const hour = time && /^\d{2}:\d{2}/.test(time.text) && arrived ? meaning(`${arrived.text}T${time.text.slice(0, 5)}`, arrived) : arrived
  addStop(draft, 'arrival', given(take(used, segment, 'Load_unload_place/Place_of_destination_code')), hour, arriving)
  addNote(draft, 'master', take(used, transport, 'Master_information'))
  for (const agent of transport ? transport.children.filter(({ name }) => /^shipping_agent$/i.test(name)) : []) readParty(draft, agent, 'Shipping_Agent', 'agent')
}

/** What the file says of its own size, and where that is not what was read. */
export const totalsOf = ({ segment, issue }: General, counted: Counted): Totals => {
  const used: Used = new Set()
  const declared = (name: string): Words | undefined => take(used, segment, `Totals_segment/${name}`)
  const totals = { consignments: declared('Total_number_of_bols'), packages: declared('Total_number_of_packages'), equipment: declared('Total_number_of_containers'), mass: declared('Total_gross_mass') }
  const read = { consignments: counted.bills, packages: counted.packages, equipment: counted.containers.size, mass: Number(counted.mass.toFixed(3)) }
  for (const [name, words] of Object.entries(totals)) {
    const count = Object.entries(read).find(([known]) => known === name)?.[1] ?? 0
    if (words && !Number.isNaN(count) && decimalOf(words.text) !== count) issue({ code: 'total-mismatch', severity: 'warning', at: words.at, params: { what: name, read: count, total: words.text.slice(0, 20) } })
  }
  return Object.fromEntries(Object.entries(totals).flatMap(([name, words]) => words ? [[name, words.text]] : []))
}

const addStop = (draft: Draft, purpose: string, place: Words | undefined, time: Words | undefined, declared: Words | undefined): void => {
  if (!place) return
  const { stops } = draft.declaration.conveyance
  const pointer = `/conveyance/stops/${stops.push({}) - 1}`
  fill(draft, pointer, stops.at(-1) ?? {}, { place: capital(place), purpose: meaning(purpose, place), time: time && /^\d{4}-/.test(time.text) ? time : undefined, timeDeclared: declared })
}
