import type { XmlPlace } from './xml-place.ts'

/** One attribute, by its local name; those that declare a namespace are no data and not given. */
export interface XmlAttribute {
  readonly name: string
  readonly namespace: string
  readonly value: string
  /** The place of its value, between the quotation marks. */
  readonly at: XmlPlace
}

/** One element, by its local name. `namespace` is what its prefix stands for, empty where nothing was declared. */
export interface XmlElement {
  readonly name: string
  readonly namespace: string
  /** The names that lead to it, each with its number where it is not the first of its name: `/Waybill/MasterConsignment/IncludedCustomsNote[2]`. */
  readonly path: string
  readonly attributes: readonly XmlAttribute[]
  /** What it holds, in order; empty where it is not given whole. */
  readonly children: readonly XmlElement[]
  /** Its own text without the white space around it; known once it has ended. */
  readonly text: string
  /** The place of its start tag. */
  readonly tag: XmlPlace
  /** The place of its text, or of its start tag where it has none. */
  readonly at: XmlPlace
  /** The document ended, or could not be read on, before it was closed: it may hold more. */
  readonly cut?: true
}

/** What is met in a document: an element begins, one that is given with all it holds has ended, one that began has ended. */
export type XmlRead = { readonly begin: XmlElement } | { readonly element: XmlElement } | { readonly end: XmlElement }

/** An element being read. */
export interface Growing {
  readonly name: string
  namespace: string
  readonly path: string
  readonly attributes: XmlAttribute[]
  readonly children: Growing[]
  text: string
  readonly tag: XmlPlace
  at: XmlPlace
  cut?: true
}

/** An element that is open: what of its text has come, from where to where, and how many children of each name. */
export interface Open {
  readonly element: Growing
  readonly scope: ReadonlyMap<string, string>
  counts: Map<string, number> | null
  raw: string
  from: number
  to: number
}

/** Splits a name at its prefix. */
export const parted = (name: string): readonly [prefix: string, local: string] => {
  const colon = name.indexOf(':')
  return colon < 0 ? ['', name] : [name.slice(0, colon), name.slice(colon + 1)]
}

/** The namespaces in force within an element: those around it, and what its own `xmlns` attributes say. */
export const scopeWithin = (around: ReadonlyMap<string, string>, attributes: readonly { readonly name: string, readonly value: string }[]): ReadonlyMap<string, string> => {
  if (!attributes.some(({ name }) => declares(name))) return around
  return new Map([...around, ...attributes.filter(({ name }) => declares(name)).map(({ name, value }) => [name.slice(6), value] as const)])
}

/** Whether an attribute declares a namespace, and is no data. */
export const declares = (name: string): boolean => name === 'xmlns' || name.startsWith('xmlns:')

/** The path of a child, counted among those of its name. */
export const pathOf = (parent: Open | undefined, local: string): string => {
  if (!parent) return `/${local}`
  parent.counts ??= new Map()
  const count = (parent.counts.get(local) ?? 0) + 1
  // A parent of endlessly many different names is no document of any trade.
  if (count > 1 || parent.counts.size < MOST_NAMES) parent.counts.set(local, count)
  return `${parent.element.path}/${local}${count > 1 ? `[${count}]` : ''}`
}

const MOST_NAMES = 1_000
