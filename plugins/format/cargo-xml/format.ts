import { xmlElements, xmlRoot, type Issue, type ManifestFormat, type Read, type XmlElement } from 'wco-cts'
import { headOf, KINDS, type Head, type Kind } from './header.ts'
import { closeMaster, openMaster, readInMaster, type Master } from './houses.ts'
import { closeFlight, openFlight, readInFlight, type Flight } from './manifest.ts'
import { placeOf } from './nodes.ts'
import { readWaybill } from './waybill.ts'

/** IATA Cargo-XML: flight manifest (XFFM), air waybill (XFWB), house waybill (XFZB) and house manifest (XFHL), of any version, by their root element. */
export const cargoXml = ({ fallbackCharset }: { readonly fallbackCharset: string }): ManifestFormat => ({
  id: 'cargo-xml',
  modes: ['air'],
  recognize: ({ bytes }) => {
    const root = xmlRoot(bytes)
    if (root === null || KINDS[root.name] === undefined) return 0
    // Senders leave the namespace out; with another one it is somebody else's message.
    return /^iata:/i.test(root.namespace) ? 0.95 : root.namespace === '' ? 0.6 : 0
  },
  parse: (bytes, issue) => parse(bytes, issue, fallbackCharset)
})

/** Where the reading of a message stands. */
interface Message {
  readonly kind: Kind
  readonly root: XmlElement
  readonly master: Master
  readonly flight: Flight
  readonly issue: (issue: Issue) => void
  header: XmlElement | undefined
  business: XmlElement | undefined
  head: Head | undefined
}

async function * parse (bytes: AsyncIterable<Uint8Array>, issue: (issue: Issue) => void, fallback: string): AsyncGenerator<Read> {
  const within: string[] = []
  let message: Message | null = null
  for await (const met of xmlElements(bytes, issue, isWhole, { fallback })) {
    if ('begin' in met) {
      if (within.length === 0) message = opened(met.begin, issue)
      within.push(met.begin.name)
      if (message) begun(message, met.begin.name)
    } else if ('element' in met) {
      if (message) yield * read(message, met.element, within.length > 1 ? within.at(-1) ?? '' : '')
    } else {
      within.pop()
      if (message && within.length === 0) yield * closed(message, met.end)
    }
  }
}

/** A consignment at a time is held, and never a whole manifest or list of houses. */
const isWhole = ([root = '', second = '', third, fourth]: readonly string[]): boolean => {
  if (second === '') return false
  if (third !== undefined) return third !== 'AssociatedTransportCargo' || fourth !== undefined
  return !(second === 'MasterConsignment' && (root === 'HouseWaybill' || root === 'HouseManifest')) && !(second === 'ArrivalEvent' && root === 'FlightManifest')
}

const opened = (root: XmlElement, issue: (issue: Issue) => void): Message | null => {
  const kind = KINDS[root.name]
  if (kind !== undefined) return { kind, root, master: openMaster(), flight: openFlight(), issue, header: undefined, business: undefined, head: undefined }
  issue({ code: 'message-not-read', severity: 'note', at: placeOf(root), params: { kind: root.name.slice(0, 70) } })
  return null
}

/** What was said of the place or ULD before holds no longer. */
const begun = ({ flight }: Message, name: string): void => {
  if (name === 'ArrivalEvent') flight.arrival.length = 0
  if (name === 'ArrivalEvent' || name === 'AssociatedTransportCargo') flight.cargo.length = 0
}

function * read (message: Message, element: XmlElement, within: string): Generator<Read> {
  if (within === '' && element.name === 'MessageHeaderDocument' && !message.header) message.header = element
  else if (within === '' && element.name === 'BusinessHeaderDocument' && !message.business) message.business = element
  else {
    const head = yield * headed(message)
    if (message.kind === 'XFFM') yield * readInFlight(head, message.flight, element, within)
    else if (within === 'MasterConsignment') yield * readInMaster(head, message.master, element)
    else if (message.kind === 'XFWB' && element.name === 'MasterConsignment') yield * readWaybill(head, element)
    else message.issue({ code: 'element-unread', severity: 'note', at: placeOf(element), params: { path: element.path, text: element.text.slice(0, 70) } })
  }
}

/** The report begins once both headers have been read, or something else comes. */
function * headed (message: Message): Generator<Read, Head> {
  if (message.head) return message.head
  const head = headOf(message.kind, message.root, message.header, message.business, message.issue)
  message.head = head
  yield { report: head.report }
  return head
}

function * closed (message: Message, root: XmlElement): Generator<Read> {
  const head = yield * headed(message)
  if (root.cut) yield { cut: true }
  else if (message.kind === 'XFFM') yield { reportEnd: closeFlight(head, message.flight) }
  else {
    if (message.kind !== 'XFWB') closeMaster(head, message.master)
    yield { reportEnd: {} }
  }
}
