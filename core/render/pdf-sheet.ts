import type { Bidi } from 'bidi-js'
import { createRequire } from 'node:module'
import type { Fonts } from './pdf-fonts.ts'
import type { Line, Metre, Span } from './pdf-setting.ts'
import { layLines } from './pdf-text.ts'

/** Inks of the paper: text, what is less than text, lines, and one accent. */
export const ink = { text: '#14181C', quiet: '#4A545E', line: '#C9CED3', accent: '#0B4F8A' } as const

/** A4 in points, and the paper left free at its sides. */
export const page = { width: 595.28, height: 841.89, side: 42, foot: 50 } as const

/** How a text is set. Direction is the report's unless said; numbers and identifiers run left to right. */
export interface Hand {
  readonly size: number
  readonly strong?: boolean
  readonly colour?: string
  readonly direction?: 'ltr' | 'rtl' | 'auto'
  readonly align?: 'start' | 'end' | 'centre'
}

/** A text set in lines, ready to be drawn. */
export interface Laid { readonly lines: readonly Line[], readonly hand: Hand, readonly leading: number, readonly width: number }

/** The paper a report is drawn on: measured from the start edge, which is the right one where people read from there. */
export interface Sheet {
  readonly doc: PDFKit.PDFDocument
  readonly metre: Metre
  readonly direction: 'ltr' | 'rtl'
  /** Where a page begins, below the line on top. */
  top: number
  readonly width: number
  y: number
  /** Characters no face could draw. */
  readonly undrawn: Set<number>
  lay (text: string | readonly Span[], hand: Hand, width: number): Laid
  /** Draws lines `from` to `until` of a text; `start` is measured from the page's start edge. */
  draw (laid: Laid, start: number, y: number, part?: readonly [from: number, until: number]): void
  /** The left end of something so wide that begins at `start`. */
  across (start: number, width: number): number
  /** A rule from edge to edge of what it is under; no reader's voice names it. */
  rule (y: number, colour: string, thickness: number, part?: { readonly start: number, readonly width: number }): void
  /** Begins a new page where less than so much is left; whether it did. */
  need (height: number): boolean
  left (): number
}

/** Lays out paper over a document whose first page is there. */
export const openSheet = (doc: PDFKit.PDFDocument, fonts: Fonts, direction: 'ltr' | 'rtl'): Sheet => {
  const undrawn = new Set<number>()
  const metre = metreOf(doc, fonts, undrawn)
  const across = (start: number, width: number): number => page.side + (direction === 'rtl' ? page.width - 2 * page.side - start - width : start)
  const sheet: Sheet = {
    doc, metre, direction, undrawn, across,
    width: page.width - 2 * page.side,
    top: page.side,
    y: page.side,
    lay (text, hand, width) {
      const spans = typeof text === 'string' ? [{ text, strong: hand.strong ?? false }] : text
      const lines = layLines(spans, { width, size: hand.size, direction: hand.direction ?? direction }, metre)
      // Naskh letters reach further up and down than Latin ones.
      const tall = lines.some(({ pieces }) => pieces.some(({ face }) => face.startsWith('naskh')))
      return { lines, hand, width, leading: hand.size * (tall ? 1.6 : 1.35) }
    },
    draw (laid, start, y, [from, until] = [0, laid.lines.length]) {
      laid.lines.slice(from, until).forEach((line, index) => {
        const room = laid.width - line.width
        const before = laid.hand.align === 'end' ? room : laid.hand.align === 'centre' ? room / 2 : 0
        drawLine(doc, line, laid.hand, { x: across(start + before, line.width), y: y + laid.leading * (index + 0.78) })
      })
    },
    rule (y, colour, thickness, part = { start: 0, width: sheet.width }) {
      const x = across(part.start, part.width)
      doc.markContent('Artifact', { type: 'Layout' })
      doc.moveTo(x, y).lineTo(x + part.width, y).lineWidth(thickness).strokeColor(colour).stroke()
      doc.endMarkedContent()
    },
    left: () => page.height - page.foot - sheet.y,
    need (height) {
      if (height <= sheet.left() || sheet.y === sheet.top) return false
      doc.continueOnNewPage()
      sheet.y = sheet.top
      return true
    }
  }
  return sheet
}

const metreOf = (doc: PDFKit.PDFDocument, fonts: Fonts, undrawn: Set<number>): Metre => {
  for (const [face, file] of Object.entries(fonts.files)) doc.registerFont(face, file)
  const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
  // Its types promise a default export that Node does not see.
  const openBidi: () => Bidi = createRequire(import.meta.url)('bidi-js')
  return {
    bidi: openBidi(),
    face (character, strong) {
      const face = fonts.faceOf(character, strong)
      if (face === null) undrawn.add(character)
      return face ?? (strong ? 'sans-strong' : 'sans')
    },
    width: (text, face, size) => doc.font(face).fontSize(size).widthOfString(text),
    * graphemes (text) { for (const { segment } of segmenter.segment(text)) yield segment }
  }
}

const drawLine = (doc: PDFKit.PDFDocument, { pieces }: Line, { size, colour = ink.text }: Hand, at: { readonly x: number, readonly y: number }): void => {
  for (const { text, face, mark, x, width } of pieces) {
    doc.font(face).fontSize(size).fillColor(colour).text(text, at.x + x, at.y, { lineBreak: false, baseline: 'alphabetic' })
    if (mark) doc.moveTo(at.x + x, at.y + size * 0.18).lineTo(at.x + x + width, at.y + size * 0.18).lineWidth(0.8).strokeColor(colour).stroke()
  }
}
