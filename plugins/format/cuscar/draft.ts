import { emptyDeclaration, type Declaration, type Issue, type Position } from 'wco-cts'
import { wordsOf, type Reading } from './reading.ts'

/** Where in a consignment the reading is: under its document, a leg, a party, a goods item, a permit or a container. */
export type Group = 'bill' | 'leg' | 'party' | 'goods' | 'permit' | 'equipment'

/** A declaration being read. The head of a message is one too: what it says holds for all its consignments. */
export interface Draft {
  readonly declaration: Declaration
  readonly issue: (issue: Issue) => void
  group: Group
  /** Goods are described, or classified, before any item was opened. */
  readonly early: { description?: Reading, commodity: { readonly code: string, readonly at: Position }[] }
  /** Where each container already stands in the declaration. */
  readonly containers: Map<string, number>
  /** Containers it names that the message has not listed. */
  readonly missing: { readonly number: string, readonly index: number, readonly at: Position }[]
}

/** An empty declaration, or a copy of what the head of the message says. */
export const openDraft = (issue: (issue: Issue) => void, head?: Draft): Draft => ({
  declaration: head ? copied(head.declaration) : emptyDeclaration(),
  issue,
  group: 'bill',
  early: { commodity: [] },
  containers: new Map(),
  missing: []
})

/** Sets the fields that are known on one object of the declaration. With `at` the object itself is placed, else each field. */
export const fill = <T extends object>(draft: Draft, base: string, target: T, read: { readonly at: Position, readonly fields: Partial<Record<keyof T & string, string | undefined>> }): void => {
  for (const [name, value] of Object.entries(read.fields)) {
    if (value === undefined) continue
    Object.assign(target, { [name]: value })
    draft.declaration.positions[`${base}/${name}`] = read.at
  }
}

/** Adds one thing to a list of the declaration, and its place; gives its pointer. */
export const add = <T>(draft: Draft, base: string, list: T[], item: T, at: Position): string => {
  const pointer = `${base}/${list.push(item) - 1}`
  draft.declaration.positions[pointer] = at
  return pointer
}

/** The most parties, references, notes or calls that the head of a message may hold: it is repeated in every consignment. */
export const MOST_IN_HEAD = 100

/** Adds a reference in a scheme, once. */
export const addReference = (draft: Draft, scheme: string, value: string | undefined, at: Position): void => {
  const { references } = draft.declaration
  if (value === undefined || references.slice(0, MOST_IN_HEAD).some(known => known.scheme === scheme && known.value === value)) return
  add(draft, '/references', references, { scheme, value }, at)
}

/** Keeps what had no field: parts of a segment, or the whole of it. */
export const keepRest = (draft: Draft, rest: { readonly path: string, readonly text: string }, at: Position): void => {
  add(draft, '/rest', draft.declaration.rest, { path: rest.path, text: rest.text }, at)
}

/** Keeps a segment that is understood and has no field. */
export const setAside = (draft: Draft, segment: Reading): true => {
  keepRest(draft, { path: segment.at.path ?? segment.tag, text: wordsOf(segment.segment) }, segment.at)
  segment.segment.elements.forEach((_, element) => segment.all(element))
  return true
}

const copied = (head: Declaration): Declaration => ({
  ...head,
  transhipments: [...head.transhipments],
  placeNames: { ...head.placeNames },
  parties: [...head.parties],
  goods: [],
  equipment: [],
  totals: {},
  handling: [...head.handling],
  references: [...head.references],
  notes: [...head.notes],
  customs: [],
  rest: [],
  positions: { ...head.positions }
})
