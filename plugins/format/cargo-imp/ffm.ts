import type { Issue, Read } from 'wco-cts'
import { readStatus } from './customs-status.ts'
import { addNote, heading, noteLines, unread, unreadAlone, type Draft } from './draft.ts'
import { elementsOf, rejoined, wholeOf, type Line } from './field.ts'
import { checkFlight, readFlight, readPlace, seriesOf, type Flight, type Place } from './flight.ts'
import type { FlightBook } from './flight-book.ts'
import { readBelow, readManifestLine, readUnit, type Unit } from './manifest-line.ts'
import { interpretCustoms, readCustoms, type CustomsLine } from './oci.ts'
import { readParty } from './parties.ts'
import type { ReportHead } from './report-head.ts'
import { wholeLines, type Section } from './sections.ts'

/** Reads a flight manifest: one declaration an AWB line, in their order, with flight, place and ULD above it. */
export function * readFfm (head: ReportHead, sections: readonly Section[], book: FlightBook, issue: (issue: Issue) => void): Generator<Read> {
  const [first] = sections
  const flight = readFlight(first?.tag === 'FLIGHT' ? first : { tag: 'FLIGHT', lines: [] })
  const series = seriesOf(flight)
  const number = Number(flight.part?.text)
  const closing = sections.findLast(({ tag }) => tag === 'LAST' || tag === 'CONT')?.tag
  const part = number >= 1 && number < 100 ? { series, number, last: closing === 'LAST' } : undefined
  checkFlight(flight, first ? heading(first) : head.words, issue)
  if (!closing) issue({ code: 'message-truncated', severity: 'warning', at: head.words.at, params: { kind: 'FFM' } })
  if (part) book.part(series, part.number, part.last, head.words.at)
  yield { report: { ...head.report, ...(part ? { part } : {}) } }
  yield * readLines(sections.filter(({ tag }) => tag !== 'FLIGHT'), { flight, series, book, issue })
  book.check(series)
  yield { reportEnd: {} }
}

interface Manifest { readonly flight: Flight, readonly series: string, readonly book: FlightBook, readonly issue: (issue: Issue) => void }
interface Open { readonly draft: Draft, readonly customs: CustomsLine[] }

const readLines = function * (sections: readonly Section[], manifest: Manifest): Generator<Read> {
  let place: Place | null = null
  let unit: Unit | null = null
  let open: Open | null = null
  for (const section of sections) {
    if (PARTING.includes(section.tag) && open) {
      yield finished(open)
      open = null
    }
    switch (section.tag) {
      case 'PLACE': [place, unit] = [readPlace(section), null]; break
      case 'ULD': unit = readUnit(section); break
      case 'AWB': open = openLine(section, place, unit, manifest); break
      case 'LAST': case 'CONT': break
      default:
        if (open) readUnder(open, section)
        else unreadAlone(section, manifest.issue)
    }
  }
  if (open) yield finished(open)
}

const openLine = (section: Section, place: Place | null, unit: Unit | null, { flight, series, book, issue }: Manifest): Open | null => {
  const read = readManifestLine(section, { flight, place, unit }, issue)
  if (!read) {
    unreadAlone(section, issue)
    return null
  }
  const { draft, quantity } = read
  if (!place && !flight.unloading) issue({ code: 'structure-order', severity: 'warning', at: heading(section).at, pointer: '/discharge', params: { line: 'AWB' } })
  book.line(series, draft.declaration.number ?? '', quantity?.split?.text ?? '', Number(quantity?.pieces?.text ?? 0), quantity?.total)
  return { draft, customs: [] }
}

/** Lines that end what is said of an air waybill. */
const PARTING = ['PLACE', 'ULD', 'AWB', 'LAST', 'CONT']

const finished = ({ draft, customs }: Open): Read => {
  interpretCustoms(draft, customs)
  return { declaration: draft.declaration }
}

const readUnder = (open: Open, section: Section): void => {
  const { draft } = open
  switch (section.tag) {
    case 'OCI': open.customs.push(...readCustoms(draft, section)); break
    case 'COR': readStatus(draft, section); break
    case 'SHP': case 'CNE': case 'NFY': readHomeMadeParty(draft, section); break
    case 'OSI': case 'SSR': noteLines(draft, section); break
    case 'DIM': readDimensions(draft, section); break
    default: for (const line of wholeLines(section)) unread(draft, line)
  }
}

/** Parties in an FFM are no standard; senders who add them close with a goods line. */
const readHomeMadeParty = (draft: Draft, section: Section): void => {
  const isGoods = (line: Line): boolean => /^\/N[CG]\//i.test(line.text)
  readParty(draft, { tag: section.tag, lines: section.lines.filter(line => !isGoods(line)) })
  for (const line of section.lines.filter(isGoods)) readBelow(draft, wholeOf(line, section.tag))
}

/** Dimensions, then what belongs to the air waybill again: the grammar gives both the same slant. */
const readDimensions = (draft: Draft, section: Section): void => {
  for (const line of section.lines) {
    const size = rejoined(elementsOf(line, section.tag).slice(1))
    if (size && /(?:CMT|INH|^[KL]\d)/i.test(size.text)) addNote(draft, 'DIM', size)
    else readBelow(draft, wholeOf(line, section.tag))
  }
}
