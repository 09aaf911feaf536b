import { linesOf, type Head, type Issue, type ManifestFormat, type Read, type TextLine } from 'wco-cts'
import { beginsEnvelope } from './envelope.ts'
import { readFfm } from './ffm.ts'
import { readFhl } from './fhl.ts'
import { flightBook, type FlightBook } from './flight-book.ts'
import { readFwb } from './fwb.ts'
import { headOf, messagesIn, withoutControls, type Message } from './messages.ts'
import { headOfReport } from './report-head.ts'
import { sectionsOf } from './sections.ts'
import { unfold } from './unfold.ts'

/** IATA Cargo-IMP: flight manifest (FFM), air waybill (FWB) and house list (FHL), one or many in a file. */
export const cargoImp: ManifestFormat = {
  id: 'cargo-imp',
  modes: ['air'],
  recognize,
  parse: async function * (bytes, issue) {
    const book = flightBook(issue)
    for await (const message of messagesIn(faultsTold(linesOf(bytes), issue), issue)) yield * readMessage(message, book, issue)
    book.close()
  }
}

/** A message that is read, as the first meaningful line or in a Type B envelope before it. */
function recognize ({ bytes }: Head): number {
  const lines = Buffer.from(bytes).toString('latin1').replace(/^\u00EF\u00BB\u00BF/, '').split(/\r\n|\n|\r/).filter(line => line.trim() !== '')
  const [first = ''] = lines
  const enveloped = beginsEnvelope(first)
  const head = (enveloped ? lines : [first]).map(line => headOf(withoutControls(line))).find(head => head !== null)
  return head && 'kind' in head ? (enveloped ? 0.9 : 0.95) : 0
}

const readMessage = function * (message: Message, book: FlightBook, issue: (issue: Issue) => void): Generator<Read> {
  const head = headOfReport(message, issue)
  const sections = sectionsOf(message.kind, unfold(message, issue))
  if (message.kind === 'FFM') yield * readFfm(head, sections, book, issue)
  else if (message.kind === 'FWB') yield * readFwb(head, sections, issue)
  else yield * readFhl(head, sections, issue)
}

/** Says what had to be done to read the lines; the encoding once, for one line is seldom alone. */
const faultsTold = async function * (lines: AsyncIterable<TextLine>, issue: (issue: Issue) => void): AsyncGenerator<TextLine> {
  let told = false
  for await (const line of lines) {
    for (const code of line.faults) {
      if (code === 'encoding-fallback' && told) continue
      told ||= code === 'encoding-fallback'
      issue({ code, severity: code === 'line-too-long' ? 'warning' : 'note', at: { line: line.number, offset: line.offset, length: line.length } })
    }
    yield line
  }
}
