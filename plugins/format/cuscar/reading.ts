import type { Position, Segment } from 'wco-cts'

/** One segment being read: what was taken from it is remembered, so that what was not can be kept. */
export interface Reading {
  readonly segment: Segment
  readonly tag: string
  /** The first component of the first element: what the segment is about. */
  readonly qualifier: string
  /** Where it stands; `path` is its tag and qualifier, such as `NAD+CN`. */
  readonly at: Position
  /** A component that is read, both counted from 0; undefined where nothing stands. */
  value (element: number, component?: number): string | undefined
  /** A code that is read, with the list (1131) and the agency (3055) behind it, which say nothing more. */
  code (element: number, component?: number): string | undefined
  /** All components of an element, read. */
  all (element: number): readonly string[]
  /** Looks at a component without reading it. */
  peek (element: number, component?: number): string | undefined
  /** What was not read, each with its place counted from 1 as the directories do: `LOC+9/3.1`. */
  left (): readonly { readonly path: string, readonly text: string }[]
}

/** Begins to read a segment. Its tag and the qualifier count as read. */
export const reading = (segment: Segment): Reading => new Words(segment)

/** A segment as one text, its parts joined by the default separators. */
export const wordsOf = ({ tag, elements }: Segment): string => [tag, ...elements.map(parts => parts.join(':'))].join('+')

// Segments whose first element is a value of its own, not a qualifier.
const UNQUALIFIED: ReadonlySet<string> = new Set(['CNI', 'GID', 'SEL', 'SGP', 'PAC', 'CST', 'DOC', 'HAN', 'TSR', 'TMD', 'UNH', 'UNT', 'UNB', 'UNZ', 'UNG', 'UNE', 'AUT', 'BGM'])

// A class, so that the millions of segments of a day share their methods.
class Words implements Reading {
  readonly segment: Segment
  readonly tag: string
  readonly qualifier: string
  readonly at: Position
  readonly #taken: number[]
  constructor (segment: Segment) {
    const { tag, elements, line, offset, length } = segment
    this.segment = segment
    this.tag = tag
    this.qualifier = UNQUALIFIED.has(tag) ? '' : trimmed(elements[0]?.[0]) ?? ''
    this.at = { line, offset, length, path: this.qualifier === '' ? tag : `${tag}+${this.qualifier.slice(0, 6)}` }
    this.#taken = this.qualifier === '' ? [] : [1]
  }

  value (element: number, component = 0): string | undefined {
    this.#take(element, component)
    return this.peek(element, component)
  }

  code (element: number, component = 0): string | undefined {
    this.#take(element, component + 1)
    this.#take(element, component + 2)
    return this.value(element, component)
  }

  all (element: number): readonly string[] {
    this.#taken[element] = -1
    return this.segment.elements[element] ?? []
  }

  peek (element: number, component = 0): string | undefined {
    return trimmed(this.segment.elements[element]?.[component])
  }

  left (): readonly { readonly path: string, readonly text: string }[] {
    const found: { path: string, text: string }[] = []
    for (const [element, parts] of this.segment.elements.entries()) {
      const taken = this.#taken[element] ?? 0
      for (const [component, part] of taken === -1 ? [] : parts.entries()) {
        const text = part === '' || (taken & bit(component)) !== 0 ? '' : part.trim()
        if (text !== '') found.push({ path: `${this.at.path}/${element + 1}.${component + 1}`, text })
      }
    }
    return found
  }

  #take (element: number, component: number): void {
    this.#taken[element] = (this.#taken[element] ?? 0) | bit(component)
  }
}

// A number has 32 bits; no composite of the directories has as many components.
const bit = (component: number): number => 1 << Math.min(component, 30)

const trimmed = (text: string | undefined): string | undefined => text?.trim() || undefined
