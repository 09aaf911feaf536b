import type { Position, XmlAttribute, XmlElement } from 'wco-cts'

/** Words of a message with their place in the bytes received. */
export interface Words { readonly text: string, readonly at: Position }

/** What has been read of a message so far; what has not is kept with the rest. */
export type Used = Set<XmlElement | XmlAttribute>

/** The elements a path of names leads to, such as `DepartureEvent/OccurrenceDepartureLocation`. */
export const all = (element: XmlElement | undefined, path: string): readonly XmlElement[] => {
  let found: readonly XmlElement[] = element ? [element] : []
  for (const name of path.split('/')) found = found.flatMap(({ children }) => children.filter(child => child.name === name))
  return found
}

/** The first element a path of names leads to. */
export const first = (element: XmlElement | undefined, path: string): XmlElement | undefined => element && search(element, path, false)

// Asked for some fifty times a consignment: no list is made on the way.
const search = ({ children }: XmlElement, path: string, withText: boolean): XmlElement | undefined => {
  const slash = path.indexOf('/')
  const name = slash < 0 ? path : path.slice(0, slash)
  for (const child of children) {
    if (!(child.name === name)) continue
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

/** The texts of all elements a path leads to. */
export const takeAll = (used: Used, element: XmlElement | undefined, path: string): readonly Words[] =>
  all(element, path).flatMap(found => wordsOf(used, found) ?? [])

/** An attribute of the first element that a path leads to: the unit of a measure, the scheme of an identifier. */
export const takeAttribute = (used: Used, element: XmlElement | undefined, path: string, name: string): Words | undefined => {
  const found = (path === '' ? element : first(element, path))
  const attribute = found?.attributes.find(attribute => attribute.name === name)
  if (!found || !attribute) return undefined
  used.add(attribute)
  const text = attribute.value.trim()
  return text === '' ? undefined : { text, at: { ...placeOf(found), line: attribute.at.line, offset: attribute.at.offset, length: attribute.at.length, path: `${found.path}/@${name}` } }
}

/** The place of an element: of its text where it has one. */
export const placeOf = ({ at, path }: XmlElement): Position => ({ line: at.line, offset: at.offset, length: at.length, path })

/** A code in capitals: the standard knows no other, senders do. */
export const capital = <W extends Words> (words: W | undefined): W | undefined => words && { ...words, text: words.text.toUpperCase() }

/** The same place for other words. */
export const meaning = (text: string, { at }: Words): Words => ({ text, at })
