import type { Issue, Read } from 'wco-cts'
import { fillQuantity, openAwb, readAwb } from './awb.ts'
import { readStatus } from './customs-status.ts'
import { isoDate } from './dates.ts'
import { addNote, addReference, addText, fault, fill, heading, noteLines, setAside, unread, unreadAlone, type Draft } from './draft.ts'
import { capital, rejoined, slantsOf } from './field.ts'
import { identifiers } from './identifiers.ts'
import { interpretCustoms, readCustoms, type CustomsLine } from './oci.ts'
import { readAgent, readParty } from './parties.ts'
import { readRating } from './rating.ts'
import type { ReportHead } from './report-head.ts'
import { readFlights, readRouting } from './routing.ts'
import { contentOf, tagField, wholeLines, type Section } from './sections.ts'
import { fillValue, readFreight, readValues, type Values } from './values.ts'

/** Reads an air waybill message: one declaration. */
export function * readFwb (head: ReportHead, sections: readonly Section[], issue: (issue: Issue) => void): Generator<Read> {
  yield { report: head.report }
  const [first, ...rest] = sections
  const awbLine = first?.tag === 'AWB' ? wholeLines(first) : []
  const awb = awbLine[0] && readAwb(slantsOf(awbLine[0]))
  if (awb && awbLine[0]) {
    const draft = openAwb(awb, issue)
    fill(draft, '', draft.declaration, { loading: awb.origin })
    fillQuantity(draft, awb.rest[0], awbLine[0])
    for (const line of [...awb.rest.slice(1), ...awbLine.slice(1)]) if (line.text !== '') unread(draft, line)
    readAll(draft, rest)
    checkStructure(draft, head, rest)
    yield { declaration: draft.declaration }
  } else {
    issue({ code: 'structure-missing', severity: 'error', at: head.words.at, params: { line: 'AWB' } })
    for (const section of sections) unreadAlone(section, issue)
  }
  yield { reportEnd: {} }
}

interface Pending { values: Values | null, readonly customs: CustomsLine[] }

const readAll = (draft: Draft, sections: readonly Section[]): void => {
  const pending: Pending = { values: null, customs: [] }
  for (const section of sections) readSection(draft, section, pending)
  if (pending.values) fillValue(draft, pending.values)
  interpretCustoms(draft, pending.customs)
}

const readSection = (draft: Draft, section: Section, pending: Pending): void => {
  switch (section.tag) {
    case 'FLT': readFlights(draft, section); break
    case 'RTG': readRouting(draft, section); break
    case 'SHP': case 'CNE': case 'NFY': readParty(draft, section); break
    case 'AGT': readAgent(draft, section); break
    case 'SSR': case 'OSI': case 'ACC': case 'OPI': case 'NOM': noteLines(draft, section); break
    case 'CVD': pending.values = readValues(draft, section, 'FWB'); break
    case 'RTD': readRating(draft, section); break
    case 'PPD': case 'COL': readCharges(draft, section); break
    case 'ISU': readIssue(draft, section); break
    case 'REF': readReference(draft, section); break
    case 'SRI': readShipment(draft, section); break
    case 'COR': readStatus(draft, section); break
    case 'SPH': for (const code of contentOf(section).flat()) addText(draft, '/handling', draft.declaration.handling, capital(code)); break
    case 'OCI': pending.customs.push(...readCustoms(draft, section)); break
    case 'OTH': case 'CER': case 'CDC': case 'COI': case 'SII': case 'ARD': setAside(draft, section); break
    default: for (const line of wholeLines(section)) unread(draft, line)
  }
}

/** A COL of `/CT0` collects nothing: only a charge says who pays. */
const readCharges = (draft: Draft, section: Section): void => {
  const charged = section.lines.some(({ text }) => /\/(?:WT|CT|OA|OC|VC)0*[.\d]*[1-9]/i.test(text))
  if (charged) readFreight(draft, tagField(section))
  setAside(draft, section)
}

/** ISU: date, place and signature of the issue. */
const readIssue = (draft: Draft, section: Section): void => {
  const [[date, ...more] = []] = contentOf(section)
  if (!date) return
  const iso = isoDate(date.text)
  if (iso === null) fault(draft, 'date-invalid', 'warning', '/issued', date)
  fill(draft, '', draft.declaration, { issued: iso === null ? date : { text: iso, at: date.at } })
  addNote(draft, 'ISU', rejoined(more))
}

/** REF: the sender's Type B address, or its office file reference and who takes part. */
const readReference = (draft: Draft, section: Section): void => {
  for (const [address, file, ...participant] of contentOf(section)) {
    for (const value of [address, file]) addReference(draft, 'REF', value)
    addNote(draft, 'REF', rejoined(participant))
  }
}

const readShipment = (draft: Draft, section: Section): void => {
  const [[number, ...more] = []] = contentOf(section)
  addReference(draft, 'SRI', number)
  addNote(draft, 'SRI', rejoined(more))
}

const MANDATORY = ['RTG', 'SHP', 'CNE', 'CVD', 'RTD', 'ISU', 'REF']

const checkStructure = (draft: Draft, head: ReportHead, sections: readonly Section[]): void => {
  for (const line of MANDATORY) {
    if (!sections.some(({ tag }) => tag === line)) draft.issue({ code: 'structure-missing', severity: 'warning', at: head.words.at, pointer: '', params: { line } })
  }
  const known = sections.filter(({ tag }) => ORDERED.includes(tag))
  const late = known.find(({ tag }, index) => index > 0 && ORDERED.indexOf(tag) < ORDERED.indexOf(known[index - 1]?.tag ?? ''))
  if (late) draft.issue({ code: 'structure-order', severity: 'note', at: heading(late).at, pointer: '', params: { line: late.tag } })
}

const ORDERED = identifiers.FWB
