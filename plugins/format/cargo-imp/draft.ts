import { emptyDeclaration, type Declaration, type Issue, type Severity } from 'wco-cts'
import { rejoined, type Field, type Words } from './field.ts'
import { contentOf, tagField, wholeLines, type Section } from './sections.ts'

/** A declaration being read, and where what is wrong with it is said. */
export interface Draft { readonly declaration: Declaration, readonly issue: (issue: Issue) => void }

/** Opens a declaration of one air waybill or house air waybill. */
export const openDraft = (kind: 'air-waybill' | 'house-air-waybill', number: Words, issue: (issue: Issue) => void): Draft => {
  const draft = { declaration: emptyDeclaration(), issue }
  fill(draft, '', draft.declaration, { kind: { ...number, text: kind }, mode: { ...number, text: 'air' } })
  return draft
}

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

/** Adds text to one of the declaration's lists of texts. */
export const addText = (draft: Draft, pointer: string, list: string[], words: Words | undefined): void => {
  if (words && words.text !== '') list.push(said(draft, `${pointer}/${list.length}`, words))
}

/** Adds a note under the identifier it was declared with. */
export const addNote = (draft: Draft, subject: string, words: Words | undefined): void => {
  if (!words || words.text === '') return
  const { notes } = draft.declaration
  const index = notes.push({ subject, text: words.text }) - 1
  Object.assign(draft.declaration.positions, { [`/notes/${index}/subject`]: words.at, [`/notes/${index}/text`]: words.at })
}

/** Adds a note for each line of a section. */
export const noteLines = (draft: Draft, section: Section): void => {
  for (const line of contentOf(section)) addNote(draft, section.tag, rejoined(line))
}

/** Adds a reference in a scheme. */
export const addReference = (draft: Draft, scheme: string, words: Words | undefined): void => {
  if (!words || words.text === '') return
  const { references } = draft.declaration
  const index = references.push({ scheme, value: words.text }) - 1
  Object.assign(draft.declaration.positions, { [`/references/${index}/scheme`]: words.at, [`/references/${index}/value`]: words.at })
}

/** Keeps a line that has no field of its own; gives its pointer. */
export const keepRest = (draft: Draft, path: string, words: Words): string => {
  const pointer = `/rest/${draft.declaration.rest.push({ path, text: words.text }) - 1}`
  draft.declaration.positions[pointer] = words.at
  return pointer
}

/** Keeps a section that is understood and has no field: charges, certificates, agents' accounts. */
export const setAside = (draft: Draft, section: Section): void => {
  for (const line of wholeLines(section)) keepRest(draft, section.tag, line)
}

/** Keeps words nothing is known of, and says so. */
export const unread = (draft: Draft, words: Field): void => {
  const pointer = keepRest(draft, words.path || 'line', words)
  draft.issue({ code: 'line-unread', severity: 'note', at: words.at, pointer, params: { text: words.text.slice(0, 70) } })
}

/** Says of lines that belong to no declaration that they were not read. */
export const unreadAlone = (section: Section, issue: (issue: Issue) => void): void => {
  for (const { text, at } of wholeLines(section)) issue({ code: 'line-unread', severity: 'note', at, params: { text: text.slice(0, 70) } })
}

/** Says what is wrong with one value of the declaration. */
export const fault = ({ issue }: Draft, code: string, severity: Severity, pointer: string, { text, at }: Words): void =>
  issue({ code, severity, at, pointer, params: { text: text.slice(0, 70) } })

/** The place of a section as words of its tag. */
export const heading = (section: Section): Words => tagField(section) ?? { text: section.tag, at: { line: 1 } }
