import { emptyDeclaration, type Declaration, type Issue, type Position } from 'wco-cts'
import { wordsOf, type Reading } from './reading.ts'

type Item = Declaration['goods'][number]
type Stop = Declaration['conveyance']['stops'][number]

/** A declaration being read. The head of a manifest is one too: what it says holds for all its bills. */
export interface Draft {
  readonly declaration: Declaration
  readonly issue: (issue: Issue) => void
  /** Tags that were met, for those that come once. */
  readonly met: Set<string>
  /** What the segments that follow belong to: the party, the call, the container, the goods item that was opened last. */
  party: Declaration['parties'][number] | null
  stop: Stop | null
  /** Containers of the loop that is open: the one of VID, or all of N7 under one LX. */
  containers: readonly number[]
  item: Item | null
  /** The parts of its description and marks that came last, with their blanks. */
  readonly last: { description: string, marks: string }
  /** Quantities of a bill of lading (L0) whose goods were not described yet, and those whose goods never were. */
  held: Reading | null
  readonly rated: Reading[]
  /** The unit of packages of the whole bill (M1104), for goods that name none. */
  unit: { readonly kind: string, readonly at: Position } | null
}

/** An empty declaration, or a copy of what the head of the manifest and its port say. */
export const openDraft = (issue: (issue: Issue) => void, head?: Draft): Draft => ({
  declaration: head ? copied(head.declaration) : emptyDeclaration(),
  issue,
  met: new Set(),
  party: null,
  stop: null,
  containers: [],
  item: null,
  last: { description: '', marks: '' },
  held: null,
  rated: [],
  unit: null
})

/** Sets the fields that are known on one object of the declaration, and the place of each. */
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

/** The most references that the head of a manifest may hold: it is repeated in every bill. */
export const MOST_IN_HEAD = 100

/** Adds a reference in a scheme, once. */
export const addReference = (draft: Draft, scheme: string, value: string | undefined, at: Position): void => {
  const { references } = draft.declaration
  if (value === undefined || references.slice(0, MOST_IN_HEAD).some(known => known.scheme === scheme && known.value === value)) return
  add(draft, '/references', references, { scheme, value }, at)
}

/** Keeps what had no field: elements of a segment, or the whole of it. */
export const keepRest = (draft: Draft, rest: { readonly path: string, readonly text: string }, at: Position): void => {
  add(draft, '/rest', draft.declaration.rest, { path: rest.path, text: rest.text }, at)
}

/** Keeps a segment that is understood and has no field. */
export const setAside = (draft: Draft, words: Reading): true => {
  keepRest(draft, { path: words.at.path ?? words.tag, text: wordsOf(words.segment) }, words.at)
  words.all()
  return true
}

const copied = (head: Declaration): Declaration => ({
  ...head,
  conveyance: { ...head.conveyance, stops: [...head.conveyance.stops] },
  transhipments: [],
  placeNames: { ...head.placeNames },
  parties: [...head.parties],
  goods: [],
  equipment: [],
  totals: {},
  handling: [],
  references: [...head.references],
  notes: [],
  customs: [],
  rest: [...head.rest],
  positions: { ...head.positions }
})
