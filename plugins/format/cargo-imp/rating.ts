import type { DeclaredGoods } from 'wco-cts'
import { addNote, fault, fill, keepRest, unread, type Draft } from './draft.ts'
import { capital, groupsOf, rejoined, wholeOf, type Field, type Line } from './field.ts'
import { addCommodities, addGoods, runOn, stowIn } from './goods.ts'
import { contentOf, type Section } from './sections.ts'
import { addUld } from './uld.ts'

/** Reads the rate description: each line with pieces begins a goods item, the `N` lines below it say what it is. */
export const readRating = (draft: Draft, section: Section): void => {
  const items = itemsOf(section)
  items.forEach(({ number, rate, below, line }) => {
    const { goods, pointer } = addGoods(draft)
    fill(draft, pointer, goods, { line: number })
    if (rate.length > 0) readRate(draft, pointer, goods, rate, line)
    readBelow(draft, pointer, goods, below)
  })
}

interface Entry { readonly number: Field | undefined, readonly content: readonly Field[], readonly line: Line }
interface Item { readonly number: Field | undefined, readonly rate: readonly Field[], readonly below: Entry[], readonly line: Line | undefined }

/** FWB text lines hold 20 characters of description. */
const FULL = 20
const LINE_NUMBER = /^\d{1,2}$/
const PIECES = /^P(?<pieces>\d+)$/di
const MASS = /^(?<unit>[KL])(?<mass>\d+(?:\.\d+)?)$/di
const RATE = /^(?:[CSU][A-Z]?|P[A-Z]{3}|[KLWRT]\d[\d.]*|)$/i
const VOLUME = /^(?<unit>MC|CC|CF|CI)(?<volume>\d+(?:\.\d+)?)$/di

const itemsOf = (section: Section): readonly Item[] => {
  const items: Item[] = []
  contentOf(section).forEach((elements, index) => {
    const line = section.lines[index]
    const numbered = LINE_NUMBER.test(elements[0]?.text ?? '')
    const [number, content] = numbered ? [elements[0], elements.slice(1)] : [undefined, elements]
    if (!line) return
    const describes = /^N[A-Z]$/i.test(content[0]?.text ?? '')
    const begins = items.length === 0 || (!describes && PIECES.test(content[0]?.text ?? ''))
    if (begins) items.push({ number, rate: describes ? [] : content, below: [], line })
    if (!begins || describes) items.at(-1)?.below.push({ number, content, line })
  })
  return items
}

const readRate = (draft: Draft, pointer: string, goods: DeclaredGoods, rate: readonly Field[], line: Line | undefined): void => {
  const [first, second] = rate
  const mass = [second, first].map(field => field && groupsOf(field, MASS)).find(found => found)
  fill(draft, pointer, goods, { packages: first && groupsOf(first, PIECES)?.pieces, mass: mass?.mass, massUnit: capital(mass?.unit) })
  // Rate class, chargeable weight, rate and charge stay as sent.
  if (line) keepRest(draft, 'RTD', wholeOf(line, 'RTD'))
}

const readBelow = (draft: Draft, pointer: string, goods: DeclaredGoods, below: readonly Entry[]): void => {
  const wording: Field[] = []
  for (const { content: [code, ...rest], line } of below) {
    const text = rejoined(rest)
    switch (code?.text.toUpperCase()) {
      case 'NG': case 'NC': if (text) wording.push(text); break
      case 'NH': if (text) addCommodities(draft, pointer, goods, text); break
      case 'NV': if (text) readVolume(draft, pointer, goods, text); break
      case 'NU': if (text) readUnit(draft, pointer, goods, text); break
      case 'NS': fill(draft, '/totals', draft.declaration.totals, { packages: text }); break
      case 'NO': fill(draft, pointer, goods, { origin: capital(text) }); break
      case 'ND': addNote(draft, 'ND', rejoined(rest[0]?.text === '' ? rest.slice(1) : rest)); break
      default:
        // A further rate of the same goods: by class, by ULD, pivot weight.
        if (RATE.test(code?.text ?? '')) keepRest(draft, 'RTD', wholeOf(line, 'RTD'))
        else unread(draft, wholeOf(line, 'RTD'))
    }
  }
  fill(draft, pointer, goods, { description: runOn(wording, FULL) })
}

const readUnit = (draft: Draft, pointer: string, goods: DeclaredGoods, number: Field): void => {
  if (number.text === '') return
  stowIn(draft, pointer, goods, number)
  addUld(draft, number)
}

const readVolume = (draft: Draft, pointer: string, goods: DeclaredGoods, text: Field): void => {
  const found = groupsOf(text, VOLUME)
  if (found) fill(draft, pointer, goods, { volume: found.volume, volumeUnit: capital(found.unit) })
  else {
    fault(draft, 'number-invalid', 'warning', `${pointer}/volume`, text)
    keepRest(draft, 'RTD', text)
  }
}
