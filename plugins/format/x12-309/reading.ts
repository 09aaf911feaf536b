import type { Position, X12Segment } from 'wco-cts'

/** One segment being read: what was taken from it is remembered, so that what was not can be kept. Elements count from 1, as the standard does: `value(2)` of N1 is N102. */
export interface Reading {
  readonly segment: X12Segment
  readonly tag: string
  /** The first element where it says what the segment is about, as in N1, N9 or R4. */
  readonly qualifier: string
  /** Where it stands; `path` is its tag and qualifier, such as `N1*CN`. */
  readonly at: Position
  /** An element that is read; undefined where nothing stands. */
  value (element: number): string | undefined
  /** The same with its blanks: a text that goes on in the next segment. */
  text (element: number): string | undefined
  /** Looks at an element without reading it. */
  peek (element: number): string | undefined
  /** Reads all of it. */
  all (): void
  /** What was not read, each with its place: `M11-09`. */
  left (): readonly { readonly path: string, readonly text: string }[]
}

/** Begins to read a segment. Its tag and the qualifier count as read. */
export const reading = (segment: X12Segment): Reading => new Words(segment)

/** A segment as one text, its elements parted by the usual separator. */
export const wordsOf = ({ tag, elements }: X12Segment): string => [tag, ...elements].join('*')

const QUALIFIED: ReadonlySet<string> = new Set(['N1', 'N9', 'R4', 'DTM', 'PER', 'NM1', 'REF', 'G61', 'P5', 'ST'])

// A class, so that the millions of segments of a day share their methods.
class Words implements Reading {
  readonly segment: X12Segment
  readonly tag: string
  readonly qualifier: string
  readonly at: Position
  #taken: number
  constructor (segment: X12Segment) {
    const { tag, elements, line, offset, length } = segment
    this.segment = segment
    this.tag = tag
    this.qualifier = QUALIFIED.has(tag) ? trimmed(elements[0]) ?? '' : ''
    this.at = { line, offset, length, path: this.qualifier === '' ? tag : `${tag}*${this.qualifier.slice(0, 6)}` }
    this.#taken = this.qualifier === '' ? 0 : bit(1)
  }

  value (element: number): string | undefined {
    this.#taken |= bit(element)
    return this.peek(element)
  }

  text (element: number): string | undefined {
    return this.value(element) === undefined ? undefined : this.segment.elements[element - 1]
  }

  peek (element: number): string | undefined {
    return trimmed(this.segment.elements[element - 1])
  }

  all (): void {
    this.#taken = -1
  }

  left (): readonly { readonly path: string, readonly text: string }[] {
    if (this.#taken === -1) return []
    return this.segment.elements.flatMap((element, index) => {
      const text = (this.#taken & bit(index + 1)) === 0 ? element.trim() : ''
      return text === '' ? [] : [{ path: `${this.at.path}-${String(index + 1).padStart(2, '0')}`, text }]
    })
  }
}

// A number has 32 bits; no segment of ours has as many elements.
const bit = (element: number): number => 1 << Math.min(element, 30)

const trimmed = (text: string | undefined): string | undefined => text?.trim() || undefined
