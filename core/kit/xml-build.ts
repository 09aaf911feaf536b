import { stop, say, understood, type State } from './xml-state.ts'
import { literal, paddingOf } from './xml-text.ts'
import { declares, parted, pathOf, scopeWithin, type Growing, type Open, type XmlAttribute } from './xml-tree.ts'

/** An element begins: its start tag has been read to its end. */
export const begin = (state: State, to: number): void => {
  const { starting, open, limits } = state
  if (!starting) return
  if (open.length >= limits.depth) return stop(state, 'xml-limit', state.mark, { what: 'depth', most: limits.depth })
  if (state.root >= 0 && state.held >= limits.elements) return passOver(state)
  const [prefix, local] = parted(starting.name)
  const parent = open.at(-1)
  const scope = scopeWithin(parent?.scope ?? NONE, starting.attributes)
  const tag = state.window.place(state.mark, to)
  const element: Growing = { name: local, namespace: scope.get(prefix) ?? '', path: pathOf(parent, local), attributes: [], children: [], text: '', tag, at: tag }
  open.push({ element, scope, counts: null, raw: '', from: 0, to: 0 })
  if (starting.attributes.length > 0) element.attributes.push(...attributesOf(state, starting.attributes, scope))
  state.starting = null
  place(state, element, parent)
}

/** Text within the element that is open: plain, or of a CDATA section. */
export const text = (state: State, raw: string, from: number, to: number, isLiteral: boolean): void => {
  const within = state.open.at(-1)
  if (!within || (isBlank(raw) && (within.raw === '' || within.counts !== null))) return
  const room = Math.max(0, Math.min(state.limits.text - within.raw.length, state.limits.text * TEXTS - state.characters))
  if (raw.length > room) say(state, { code: 'xml-text-too-long', severity: 'warning', params: { most: state.limits.text } }, from, to)
  const kept = raw.slice(0, room)
  if (within.raw === '') within.from = from
  within.to = to
  within.raw += isLiteral ? literal(kept) : kept
  if (state.root >= 0) state.characters += kept.length
}

/** The element that is open ends. */
export const end = (state: State): void => {
  const closed = state.open.at(-1)
  if (!closed) return
  finish(state, closed)
  state.open.pop()
  give(state, closed)
  state.ended = state.open.length === 0
}

/** Nothing more will be read: what is open is given as far as it came. A text that was not closed may not be whole, and is not given. */
export const cut = (state: State): void => {
  for (let closed = state.open.pop(); closed; closed = state.open.pop()) {
    closed.element.cut = true
    give(state, closed)
  }
}

const NONE: ReadonlyMap<string, string> = new Map([['xml', 'http://www.w3.org/XML/1998/namespace']])
const isBlank = (raw: string): boolean => paddingOf(raw)[0] === raw.length
/** How many of the longest texts one element given whole may hold. */
const TEXTS = 8

const place = (state: State, element: Growing, parent: Open | undefined): void => {
  if (state.root >= 0) {
    state.held += 1
    parent?.element.children.push(element)
  } else if (state.whole(state.open.map(({ element }) => element.name))) Object.assign(state, { root: state.open.length - 1, held: 1, characters: 0, left: false })
  else state.found.push({ begin: element })
}

// One more than the element that is given whole may hold: it comes and goes without a trace but that it was said.
const passOver = (state: State): void => {
  const within = state.open.at(-1)
  if (!within) return
  if (!state.left) say(state, { code: 'xml-limit', severity: 'error', params: { what: 'elements', most: state.limits.elements } }, state.mark, state.mark)
  state.left = true
  state.starting = null
  state.open.push({ ...within, element: { ...within.element, children: [], attributes: [] }, counts: null, raw: '' })
}

const give = (state: State, { element }: Open): void => {
  if (state.root < 0) state.found.push({ end: element })
  else if (state.open.length === state.root) {
    state.root = -1
    state.found.push({ element })
  }
}

const finish = (state: State, { element, raw, from, to }: Open): void => {
  if (raw === '') return
  element.text = understood(state, raw, from, to)
  const [lead, tail] = paddingOf(state.window.raw(from, to) ?? '')
  element.at = state.window.place(from + lead, to - tail)
}

const attributesOf = (state: State, written: readonly { readonly name: string, readonly value: string, readonly from: number, readonly to: number }[], scope: ReadonlyMap<string, string>): readonly XmlAttribute[] =>
  written.flatMap(({ name, value, from, to }) => {
    if (declares(name)) return []
    const [prefix, local] = parted(name)
    return [{ name: local, namespace: prefix === '' ? '' : scope.get(prefix) ?? '', value: understood(state, value, from, to), at: state.window.place(from, to) }]
  })
