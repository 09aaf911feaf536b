import type { Bidi, EmbeddingLevels } from 'bidi-js'
import type { Face } from './pdf-fonts.ts'

/** A stretch of text set in one weight; `mark` underlines it. */
export interface Span { readonly text: string, readonly strong?: boolean, readonly mark?: boolean }

/** What is drawn in one stroke of the pen, `x` from the line's left end. */
export interface Piece { readonly text: string, readonly face: Face, readonly mark: boolean, readonly x: number, readonly width: number }

/** One line as it is drawn: pieces from left to right. */
export interface Line { readonly pieces: readonly Piece[], readonly width: number }

/** How wide, how large, and which way the text runs; `auto` asks its first letter. */
export interface Setting { readonly width: number, readonly size: number, readonly direction: 'ltr' | 'rtl' | 'auto' }

/** Measures text as it will be drawn. */
export interface Metre {
  readonly bidi: Bidi
  face (character: number, strong: boolean): Face
  width (text: string, face: Face, size: number): number
  graphemes (text: string): Iterable<string>
}

/** A paragraph with the style of its every place, and its bidi levels where not all of it runs one way. */
export interface Paragraph {
  readonly text: string
  readonly styles: readonly { readonly until: number, readonly strong: boolean, readonly mark: boolean }[]
  readonly levels: EmbeddingLevels | null
  /** All of it runs one way in one face. */
  readonly simple: boolean
}

/** A run of one face, one style and one bidi level within a paragraph. */
export interface Run { readonly text: string, readonly face: Face, readonly mark: boolean, readonly level: number }
