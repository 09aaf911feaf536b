import type { Decoder } from './charset.ts'
import type { Units } from './edifact-units.ts'
import type { XmlWindow } from './xml-place.ts'
import { xmlMeant, xmlTrimmed } from './xml-text.ts'
import type { Open, XmlRead } from './xml-tree.ts'

/** Something wrong with the document itself, with its place in the file. */
export interface XmlFault {
  code: string
  severity: 'note' | 'warning' | 'error'
  at: { line: number, offset: number, length: number, path?: string }
  params?: Record<string, string | number>
}

/** What may be set, for a site or a format. */
export interface XmlOptions {
  /** The character set of bytes that are not what the document says. */
  readonly fallback?: string
  /** The most levels of elements. */
  readonly depth?: number
  /** The most attributes of one element. */
  readonly attributes?: number
  /** The longest name, in characters. */
  readonly name?: number
  /** The longest text, attribute, comment or other stretch of characters that is kept whole. */
  readonly text?: number
  /** The most elements of one that is given whole. */
  readonly elements?: number
  /** How many bytes are looked at in one go. */
  readonly block?: number
}

/** Which elements are given with all they hold, by the local names that lead to them. */
export type Whole = (names: readonly string[]) => boolean

/** Where the reading of one document stands. */
export interface State {
  readonly fault: (fault: XmlFault) => void
  readonly whole: Whole
  readonly limits: Required<Omit<XmlOptions, 'fallback' | 'block'>>
  readonly units: Units
  readonly decode: Decoder
  readonly window: XmlWindow
  /** The character set the document says it is in. */
  declared: string | undefined
  /** The elements that are open, the outermost first, and which of them is being given whole; none is -1. */
  readonly open: Open[]
  root: number
  /** Elements and characters of text that the one being given whole holds so far, and whether some had to be left out. */
  held: number
  characters: number
  left: boolean
  /** The start tag that is being read. */
  starting: { readonly name: string, readonly attributes: { readonly name: string, readonly value: string, readonly from: number, readonly to: number }[] } | null
  /** Where the text or tag begins that is being read. */
  mark: number
  found: XmlRead[]
  /** Characters that have come. */
  read: number
  /** The document has begun, its root has ended, nothing more will be read. */
  begun: boolean
  ended: boolean
  stopped: boolean
  readonly told: Map<string, number>
}

/** Says what is wrong at a place; `most` times at the utmost. */
export const say = (state: State, fault: Omit<XmlFault, 'at'>, from: number, to: number, most = MOST_TOLD): void => {
  const told = (state.told.get(fault.code) ?? 0) + 1
  state.told.set(fault.code, told)
  if (told > most) return
  const { line, offset, length } = state.window.place(from, to)
  const path = state.open.at(-1)?.element.path
  state.fault({ ...fault, at: { line, offset, length, ...(path !== undefined && { path }) } })
}

const MOST_TOLD = 100

/** Says that nothing is read from here on. */
export const stop = (state: State, code: string, from: number, params: Record<string, string | number> = {}): void => {
  if (state.stopped) return
  say(state, { code, severity: 'error', params }, from, from)
  state.stopped = true
}

/** What characters of the document mean, with what had to be done to read them said. */
export const understood = (state: State, raw: string, from: number, to: number): string => {
  const { text, reference, repaired, fallback } = xmlMeant(raw, state.decode, charsetOf(state))
  if (reference !== null) say(state, { code: 'xml-reference', severity: 'warning', params: { reference } }, from, to)
  if (repaired) say(state, { code: 'text-repaired', severity: 'note' }, from, to)
  if (fallback !== null) say(state, { code: 'encoding-fallback', severity: 'note', params: { charset: fallback } }, from, to, 1)
  return xmlTrimmed(text)
}

// A byte order mark is believed; a document whose bytes are single cannot be in UTF-16, whatever it says.
const charsetOf = ({ units, declared }: State): string | null => {
  const given = units.charset()
  if (given?.startsWith('utf-16')) return null
  return given ?? (declared === undefined || /^(?:utf-?16|utf-?32|ucs|iso-10646)/i.test(declared) ? 'utf-8' : declared)
}
