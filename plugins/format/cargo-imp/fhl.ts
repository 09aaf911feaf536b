import type { Issue, Read } from 'wco-cts'
import { readAwb, type AwbLine } from './awb.ts'
import { addText, fault, fill, heading, keepRest, openDraft, unread, unreadAlone, type Draft } from './draft.ts'
import { capital, groupsOf, rejoined, spanning, type Field, type Words } from './field.ts'
import { addCommodities, addGoods, runOn } from './goods.ts'
import { interpretCustoms, readCustoms, type CustomsLine } from './oci.ts'
import { readParty } from './parties.ts'
import type { ReportHead } from './report-head.ts'
import { contentOf, wholeLines, type Section } from './sections.ts'
import { fillValue, readValues } from './values.ts'

/** Reads a house list: one declaration a house air waybill, its master the parent; list form and detail form alike. */
export function * readFhl (head: ReportHead, sections: readonly Section[], issue: (issue: Issue) => void): Generator<Read> {
  yield { report: head.report }
  const masterLine = sections.find(({ tag }) => tag === 'MBI')
  const master = masterLine && readAwb(contentOf(masterLine)[0] ?? [])
  if (!master) issue({ code: 'structure-missing', severity: 'error', at: head.words.at, params: { line: 'MBI' } })
  else if (sections[0] !== masterLine && masterLine) issue({ code: 'structure-order', severity: 'note', at: heading(masterLine).at, params: { line: 'MBI' } })
  if (!sections.some(({ tag }) => tag === 'HBS')) issue({ code: 'structure-missing', severity: 'error', at: head.words.at, params: { line: 'HBS' } })
  yield * readHouses(sections.filter(section => section !== masterLine), master ?? null, issue)
  yield { reportEnd: {} }
}

interface House { readonly draft: Draft, readonly customs: CustomsLine[], readonly short: Words | undefined, readonly text: Field[], values: Section | null }

const readHouses = function * (sections: readonly Section[], master: AwbLine | null, issue: (issue: Issue) => void): Generator<Read> {
  const numbers = new Set<string>()
  let house: House | null = null
  for (const section of sections) {
    if (section.tag === 'HBS') {
      if (house) yield finished(house)
      house = openHouse(section, master, issue)
      const { declaration: { number = '' } } = house.draft
      if (numbers.has(number)) fault(house.draft, 'reference-duplicate', 'warning', '/number', { text: number, at: heading(section).at })
      numbers.add(number)
    } else if (house) readUnder(house, section)
    else unreadAlone(section, issue)
  }
  if (house) yield finished(house)
}

/** HBS: number, origin and destination, pieces, weight, shipper's load and count, description of 15; handling codes below. */
const openHouse = (section: Section, master: AwbLine | null, issue: (issue: Issue) => void): House => {
  const [elements = [], ...below] = contentOf(section)
  const [number = { ...heading(section), text: '' }, route, pieces, weight, ...after] = elements
  const draft = openDraft('house-air-waybill', number, issue)
  const { declaration } = draft
  const places = route && groupsOf(route, ROUTE)
  fill(draft, '', declaration, { number, parent: master?.number, origin: capital(places?.origin), destination: capital(places?.destination) })
  if (number.text === '') issue({ code: 'structure-missing', severity: 'error', at: number.at, pointer: '/number', params: { line: 'house' } })
  const counted = COUNT.test(after[0]?.text ?? '')
  const [slac, words] = counted ? [after[0], after.slice(1)] : [undefined, after]
  const short = rejoined(words)
  readAmounts(draft, { pieces, weight, slac }, number)
  if (route && !places) unread(draft, route)
  for (const code of below.flat()) addText(draft, '/handling', declaration.handling, capital(code))
  for (const words of master ? masterTotals(master) : []) keepRest(draft, 'MBI', words)
  return { draft, customs: [], short, text: [], values: null }
}

const ROUTE = /^(?<origin>[A-Z]{3})(?<destination>[A-Z]{3})$/di
const COUNT = /^\d{0,5}$/
const WEIGHT = /^(?<unit>[KL])(?<mass>\d+(?:\.\d+)?)$/di
/** HBS holds 15 characters of description, a TXT line 65. */
const SHORT = 15
const FULL = 65

const readAmounts = (draft: Draft, { pieces, weight, slac }: Readonly<Record<'pieces' | 'weight' | 'slac', Field | undefined>>, line: Words): void => {
  const found = weight && groupsOf(weight, WEIGHT)
  const count = pieces && groupsOf(pieces, /^(?<pieces>\d+)$/d)?.pieces
  for (const [field, read, pointer] of [[pieces, count, '/totals/pieces'], [weight, found, '/totals/mass']] as const) {
    if (read) continue
    fault(draft, 'number-invalid', 'warning', pointer, field ?? { text: '', at: line.at })
    if (field && field.text !== '') keepRest(draft, 'HBS', field)
  }
  const unit = capital(found?.unit)
  fill(draft, '/totals', draft.declaration.totals, { pieces: count, packages: slac, mass: found?.mass, massUnit: unit })
  const { goods, pointer } = addGoods(draft)
  fill(draft, pointer, goods, { packages: count, mass: found?.mass, massUnit: unit })
}

/** The master's own totals: each house keeps them beside its own, for they are nobody's else here. */
const masterTotals = ({ origin, destination, rest }: AwbLine): readonly Words[] => {
  const first = origin ?? rest[0]
  const last = rest.at(-1) ?? destination
  const text = [`${origin?.text ?? ''}${destination?.text ?? ''}`, ...rest.map(({ text }) => text)].join('/')
  return first && last ? [{ text, at: spanning(first, last) }] : []
}

const readUnder = (house: House, section: Section): void => {
  const { draft } = house
  switch (section.tag) {
    case 'TXT': for (const line of contentOf(section)) house.text.push(...[rejoined(line)].filter(text => text !== undefined)); break
    case 'HTS': for (const line of contentOf(section).flat()) addCommodities(draft, '/goods/0', draft.declaration.goods[0] ?? addGoods(draft).goods, line); break
    case 'OCI': house.customs.push(...readCustoms(draft, section)); break
    case 'SHP': case 'CNE': case 'NFY': readParty(draft, section); break
    case 'CVD': house.values = section; break
    default: for (const line of wholeLines(section)) unread(draft, line)
  }
}

const finished = ({ draft, customs, short, text, values }: House): Read => {
  const [goods] = draft.declaration.goods
  if (goods) fill(draft, '/goods/0', goods, { description: described(short, runOn(text, FULL)) })
  if (values) fillValue(draft, readValues(draft, values, 'FHL'))
  interpretCustoms(draft, customs)
  return { declaration: draft.declaration }
}

/** The free text beside the short description, which it repeats, or goes on from where 15 characters were used up. */
const described = (short: Words | undefined, text: Words | undefined): Words | undefined => {
  if (!short || !text || short.text === '') return text ?? short
  if (text.text.toUpperCase().startsWith(short.text.toUpperCase())) return text
  return { text: `${short.text}${short.text.length === SHORT ? '' : ' '}${text.text}`, at: spanning(short, text) }
}
