import { emptyDeclaration, type Declaration, type Issue, type Severity, type XmlElement } from 'wco-cts'
import { placeOf, type Used, type Words } from './nodes.ts'

/** A declaration being read, what of the message has gone into it, and where what is wrong with it is said. */
export interface Draft { readonly declaration: Declaration, readonly used: Used, readonly issue: (issue: Issue) => void }

/** Opens a declaration with nothing in it. */
export const openDraft = (issue: (issue: Issue) => void): Draft => ({ declaration: emptyDeclaration(), used: new Set(), issue })

/** Keeps the place of a value and gives its text. */
export const said = ({ declaration }: Draft, pointer: string, { text, at }: Words): string => {
  declaration.positions[pointer] = at
  return text
}

type Said<T> = { readonly [P in keyof T as NonNullable<T[P]> extends string ? P : never]?: Words | undefined }

/** Sets the text fields of one object of the declaration, each with its place; what is empty stays unsaid. */
export const fill = <T extends object> (draft: Draft, base: string, target: T, values: Said<T>): void => {
  for (const [key, words] of Object.entries<Words | undefined>(values)) {
    if (words && words.text !== '') Object.assign(target, { [key]: said(draft, `${base}/${key}`, words) })
  }
}

/** Adds a note under what it is about. */
export const addNote = (draft: Draft, subject: string, words: Words | undefined): void => {
  if (!words) return
  const index = draft.declaration.notes.push({ subject, text: words.text }) - 1
  Object.assign(draft.declaration.positions, { [`/notes/${index}/subject`]: words.at, [`/notes/${index}/text`]: words.at })
}

/** Adds a reference in a scheme. */
export const addReference = (draft: Draft, scheme: string, words: Words | undefined): void => {
  if (!words) return
  const index = draft.declaration.references.push({ scheme, value: words.text }) - 1
  Object.assign(draft.declaration.positions, { [`/references/${index}/scheme`]: words.at, [`/references/${index}/value`]: words.at })
}

/** Keeps words that have no field of their own; gives their pointer. */
export const keepRest = (draft: Draft, path: string, words: Words): string => {
  const pointer = `/rest/${draft.declaration.rest.push({ path, text: words.text }) - 1}`
  draft.declaration.positions[pointer] = words.at
  return pointer
}

/** Says what is wrong with one value of the declaration. */
export const fault = ({ issue }: Draft, code: string, severity: Severity, pointer: string, { text, at }: Words): void =>
  issue({ code, severity, at, pointer, params: { text: text.slice(0, 70) } })

/** Keeps all of an element that was not read, and says so; what is attached is said and not kept. */
export const keepUnread = (draft: Draft, element: XmlElement, within = ''): void => {
  const path = within === '' ? element.name : `${within}/${element.name}`
  if (/attach/i.test(element.name)) {
    draft.issue({ code: 'attachment-not-kept', severity: 'note', at: placeOf(element), pointer: '' })
    return
  }
  if (element.text !== '' && !draft.used.has(element)) {
    const words = { text: element.text, at: placeOf(element) }
    const pointer = keepRest(draft, path, words)
    if (!UNDERSTOOD.test(element.name)) draft.issue({ code: 'element-unread', severity: 'note', at: words.at, pointer, params: { path, text: words.text.slice(0, 70) } })
  }
  for (const child of element.children) keepUnread(draft, child, path)
}

/** Sums, names beside codes, charges, and what is said of the bill as a line of the manifest. */
const UNDERSTOOD = /^(?:total_\w+|line_number|num_of_ctn\w*|\w+_(?:value|currency|indicator|name)|value|currency|pc_indicator|sealing_party|dg_status|consolidated_cargo|tonnage_\w+|time_of_arrival|date_of_\w+|place_of_\w+|registration_number\w*|master_information|carrier_address)$/i
