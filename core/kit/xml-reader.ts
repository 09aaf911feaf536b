import { SaxesParser } from 'saxes'
import { decoderOf } from './charset.ts'
import { unitsOf } from './edifact-units.ts'
import { begin, cut, end, text } from './xml-build.ts'
import { windowOf } from './xml-place.ts'
import { say, stop, type State, type Whole, type XmlFault, type XmlOptions } from './xml-state.ts'
import { shielded } from './xml-text.ts'
import type { XmlRead } from './xml-tree.ts'

/** Reads one XML document piece by piece: give it bytes, get what was met in them. */
export interface XmlReader {
  read (bytes: Uint8Array, last: boolean): readonly XmlRead[]
  /** Nothing more will be read, whatever comes. */
  stopped (): boolean
}

/** Opens a reader for one document. Where it can no longer be read, that is said, and what was open is given as far as it came. */
export const xmlReader = (fault: (fault: XmlFault) => void, whole: Whole, options: XmlOptions): XmlReader => {
  const state = stateOf(fault, whole, options)
  const feed = feeder(state)
  return {
    read: (bytes, last) => {
      if (!state.stopped) feed(state.units.take(bytes, last))
      if (last && !state.stopped && !state.ended) stop(state, 'xml-truncated', state.read)
      if (state.stopped) cut(state)
      return state.found.splice(0)
    },
    stopped: () => state.stopped
  }
}

const stateOf = (fault: (fault: XmlFault) => void, whole: Whole, options: XmlOptions): State => {
  const units = unitsOf()
  return {
    fault, whole, units,
    limits: { depth: options.depth ?? 64, attributes: options.attributes ?? 200, name: options.name ?? 256, text: options.text ?? 1_000_000, elements: options.elements ?? 20_000 },
    decode: decoderOf(options.fallback),
    window: windowOf(units.mark, units.width),
    declared: undefined,
    open: [], root: -1, held: 0, characters: 0, left: false,
    starting: null, mark: 0, found: [], read: 0, begun: false, ended: false, stopped: false, told: new Map()
  }
}

/** Gives the tokenizer its characters, but for those of a text that is too long to be kept. */
const feeder = (state: State): (text: string) => void => {
  // Every document is read as XML 1.0: 1.1 would make line ends of bytes that are half a letter here.
  const parser = new SaxesParser({ position: false, forceXMLVersion: true, defaultXMLVersion: '1.0' })
  let passed = 0
  let inText = false
  listen(state, parser, () => parser.position + passed)
  const write = (text: string): void => {
    try {
      parser.write(shielded(text))
    } catch {
      // What the tokenizer itself cannot stand: half a pair of UTF-16 within a tag.
      stop(state, 'xml-malformed', parser.position + passed, { what: 'character' })
    }
  }
  return text => {
    state.window.take(text)
    let from = 0
    if (!state.begun) from = beginning(state, text)
    else if (inText && state.read - state.mark > state.limits.text) from = text.indexOf('<') < 0 ? text.length : text.indexOf('<')
    passed += from
    state.read += text.length
    if (from < text.length) write(text.slice(from))
    const first = state.window.raw(state.mark, state.mark + 1)
    if (first !== null && first !== '') inText = first !== '<'
    if (state.read - state.mark > state.limits.text && !inText) stop(state, 'xml-limit', state.mark, { what: 'length', most: state.limits.text })
  }
}

// White space before a document is none of XML's, and nobody's fault to be punished.
const beginning = (state: State, text: string): number => {
  const first = text.search(/[^ \t\r\n]/)
  state.begun = first >= 0
  const from = first < 0 ? text.length : first
  state.mark += from
  return from
}

const listen = (state: State, parser: SaxesParser<{ position: false, forceXMLVersion: true, defaultXMLVersion: '1.0' }>, here: () => number): void => {
  const { limits, window } = state
  const past = (): void => { state.mark = here() }
  // Without a stop the tokenizer goes on to the end of its block; nobody listens any more.
  parser.on('error', ({ message }) => { if (!state.stopped) refuse(state, message, here()) })
  parser.on('doctype', () => { stop(state, 'xml-doctype', state.mark) })
  parser.on('xmldecl', ({ encoding }) => {
    state.declared = encoding?.toLowerCase()
    past()
  })
  parser.on('processinginstruction', past)
  parser.on('comment', past)
  parser.on('text', raw => {
    const to = here() - 1
    if (!state.stopped) text(state, raw, state.mark, to, false)
    state.mark = to
  })
  parser.on('cdata', raw => {
    if (!state.stopped) text(state, raw, state.mark + CDATA.length, here() - 3, true)
    past()
  })
  parser.on('opentagstart', ({ name }) => {
    state.starting = { name, attributes: [] }
    if (name.length > limits.name) stop(state, 'xml-limit', state.mark, { what: 'name', most: limits.name })
  })
  parser.on('attribute', ({ name, value }) => {
    const to = here() - 1
    const opened = window.lastBefore(to, window.raw(to, to + 1) ?? '"')
    const from = opened === null || opened < state.mark ? Math.min(state.mark, to) : opened + 1
    state.starting?.attributes.push({ name, value, from, to })
    if (name.length > limits.name) stop(state, 'xml-limit', state.mark, { what: 'name', most: limits.name })
    else if ((state.starting?.attributes.length ?? 0) > limits.attributes) stop(state, 'xml-limit', state.mark, { what: 'attributes', most: limits.attributes })
  })
  parser.on('opentag', () => {
    const to = here()
    if (!state.stopped) begin(state, to)
    state.mark = to
  })
  parser.on('closetag', () => {
    if (!state.stopped) end(state)
    past()
  })
}

const CDATA = '<![CDATA['

/** What the tokenizer finds wrong, in a few words of ours that can be translated. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [/clos(?:e|ing) tag/, 'closing'],
  [/attribute/, 'attribute'],
  [/root|outside/, 'outside'],
  [/XML declaration/i, 'declaration'],
  [/disallowed character\./, 'character']
]

const refuse = (state: State, message: string, at: number): void => {
  // The root has ended: what follows it is nothing, and harms nothing.
  if (state.ended) {
    say(state, { code: 'xml-outside', severity: 'warning' }, state.mark, state.mark, 1)
    state.stopped = true
    return
  }
  const what = REASONS.find(([pattern]) => pattern.test(message))?.[1] ?? 'other'
  stop(state, 'xml-malformed', Math.min(at, state.read), { what })
}
