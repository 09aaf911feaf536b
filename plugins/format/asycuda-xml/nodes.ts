import type { Position, XmlElement } from 'wco-cts'

/** Words of a message with their place in the bytes received. */
export interface Words { readonly text: string, readonly at: Position }

/** What has been read of a message so far; what has not is kept with the rest. */
export type Used = Set<XmlElement>

/** Whether an element has a name, in whatever case: senders write `ctn_segment`, `Ctn_segment` and `CTN_SEGMENT`. */
export const isNamed = ({ name }: XmlElement, wanted: string): boolean => name.toLowerCase() === wanted.toLowerCase()

/** The elements a path of names leads to, such as `Bol_id/Bol_reference`. */
export const all = (element: XmlElement | undefined, path: string): readonly XmlElement[] => {
  let found: readonly XmlElement[] = element ? [element] : []
  for (const name of path.split('/')) found = found.flatMap(({ children }) => children.filter(child => isNamed(child, name)))
  return found
}

/** The first element a path of names leads to. */
export const first = (element: XmlElement | undefined, path: string): XmlElement | undefined => element && search(element, path, false)

// Asked for some fifty times a consignment: no list is made on the way.
const search = ({ children }: XmlElement, path: string, withText: boolean): XmlElement | undefined => {
  const slash = path.indexOf('/')
  const name = slash < 0 ? path : path.slice(0, slash)
  for (const child of children) {
    if (!(isNamed(child, name))) continue
    const found = slash >= 0 ? search(child, path.slice(slash + 1), withText) : withText && child.text === '' ? undefined : child
    if (found) return found
  }
  return undefined
}

/** The text of an element as words, its line breaks made blanks; it counts as read. */
export const wordsOf = (used: Used, element: XmlElement | undefined): Words | undefined => {
  if (!element) return undefined
  used.add(element)
  const text = element.text.replace(/\s+/g, ' ').trim()
  return text === '' ? undefined : { text, at: placeOf(element) }
}

/** The text of the first element that one of some paths leads to. */
export const take = (used: Used, element: XmlElement | undefined, ...paths: readonly string[]): Words | undefined => {
  for (const path of paths) {
    const found = element && search(element, path, true)
    if (found) return wordsOf(used, found)
  }
  return undefined
}

/** The place of an element: of its text where it has one. */
export const placeOf = ({ at, path }: XmlElement): Position => ({ line: at.line, offset: at.offset, length: at.length, path })

/** A code in capitals: the standard knows no other, senders do. */
export const capital = <W extends Words> (words: W | undefined): W | undefined => words && { ...words, text: words.text.toUpperCase() }

/** The same place for other words. */
export const meaning = (text: string, { at }: Words): Words => ({ text, at })

/** The texts of all elements of some names, in the order of the names. */
export const takeEach = (used: Used, element: XmlElement | undefined, ...names: readonly string[]): readonly Words[] =>
  names.flatMap(name => all(element, name).flatMap(found => wordsOf(used, found) ?? []))
