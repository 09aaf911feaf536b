import type { Bidi } from 'bidi-js'
import type { Face } from './pdf-fonts.ts'
import { arrange } from './pdf-order.ts'
import type { Line, Metre, Paragraph, Run, Setting, Span } from './pdf-setting.ts'
import { visible } from './visible.ts'

/** Sets text in lines no wider than the setting: broken at blanks, in words only where a word is wider than a line. Nothing is left out. */
export const layLines = (spans: readonly Span[], setting: Setting, metre: Metre): readonly Line[] =>
  paragraphsOf(spans, setting, metre.bidi).flatMap(paragraph => {
    const measure = (from: number, until: number): number =>
      runsOf(paragraph, from, until, metre).reduce((sum, { text, face }) => sum + metre.width(text, face, setting.size), 0)
    return breakLines(paragraph.text, { width: setting.width, blank: metre.width(' ', 'sans', setting.size), measure, metre })
      .map(([from, until]) => arrange(runsOf(paragraph, from, until, metre), setting.size, metre))
  })

/** How wide the widest word and the whole of a text would be on one line. */
export const extentOf = (text: string, size: number, strong: boolean, metre: Metre): { readonly word: number, readonly whole: number } => {
  let word = 0
  let whole = 0
  for (const [paragraph = ''] of visible(text).matchAll(/[^\n]+/g)) {
    let line = 0
    for (const piece of paragraph.split(/(?<= )/)) {
      const alone = { text: piece, styles: [{ until: piece.length, strong, mark: false }], levels: null, simple: SIMPLE.test(piece) }
      const width = runsOf(alone, 0, piece.length, metre).reduce((sum, { text, face }) => sum + metre.width(text, face, size), 0)
      word = Math.max(word, width)
      line += width
    }
    whole = Math.max(whole, line)
  }
  return { word, whole }
}

/** Latin, Greek and Cyrillic with their punctuation: one face, one direction. */
const SIMPLE = /^[\u0020-\u024F\u0370-\u0377\u0386-\u0481\u2010-\u2014\u2018-\u201F\u2022\u2026\u202F\u2212]*$/

const paragraphsOf = (spans: readonly Span[], { direction }: Setting, bidi: Bidi): readonly Paragraph[] => {
  const parts = spans.map(({ text, strong = false, mark = false }) => ({ lines: visible(text).replace(/ {2,}/g, ' ').split('\n'), strong, mark }))
  const paragraphs: { text: string, styles: { until: number, strong: boolean, mark: boolean }[] }[] = [{ text: '', styles: [] }]
  for (const { lines, strong, mark } of parts) {
    lines.forEach((line, index) => {
      if (index > 0) paragraphs.push({ text: '', styles: [] })
      const last = paragraphs.at(-1)
      if (last === undefined) return
      last.text += line
      last.styles.push({ until: last.text.length, strong, mark })
    })
  }
  return paragraphs.map(({ text, styles }) => {
    const simple = direction !== 'rtl' && SIMPLE.test(text)
    return { text, styles, levels: simple ? null : bidi.getEmbeddingLevels(text, direction), simple: simple && styles.length <= 1 }
  })
}

/** Parts a stretch of a paragraph wherever face, style or level changes. */
const runsOf = ({ text, styles, levels, simple }: Paragraph, from: number, until: number, metre: Metre): readonly Run[] => {
  if (simple) {
    const { strong = false, mark = false } = styles[0] ?? {}
    return from === until ? [] : [{ text: text.slice(from, until), face: strong ? 'sans-strong' : 'sans', mark, level: 0 }]
  }
  const runs: { text: string, face: Face, mark: boolean, level: number }[] = []
  for (let at = from; at < until;) {
    const character = text.codePointAt(at) ?? 0xFFFD
    const size = character > 0xFFFF ? 2 : 1
    const { strong = false, mark = false } = styles.find(style => at < style.until) ?? {}
    const level = levels?.levels[at] ?? 0
    const last = runs.at(-1)
    const letter = text.slice(at, at + size)
    // A combining mark is drawn by the face of the letter it stands on.
    const face = last !== undefined && /\p{M}|[\u200C\u200D]/u.test(letter) ? last.face : metre.face(character, strong)
    if (last !== undefined && last.face === face && last.mark === mark && last.level === level) last.text += letter
    else runs.push({ text: letter, face, mark, level })
    at += size
  }
  return runs
}

type Stretch = readonly [from: number, until: number]

interface Measured {
  readonly width: number
  readonly blank: number
  readonly measure: (from: number, until: number) => number
  readonly metre: Metre
}

const breakLines = (text: string, by: Measured): readonly Stretch[] => {
  const lines: Stretch[] = []
  let start = 0
  let end = 0
  let used = -1
  for (const { 0: word, index } of text.matchAll(/[^ ]+/g)) {
    const wide = by.measure(index, index + word.length)
    if (used >= 0 && used + by.blank + wide <= by.width) used += by.blank + wide
    else {
      if (used >= 0) lines.push([start, end])
      start = index
      for (const cut of wide > by.width ? cutsOf(word, index, by) : []) { lines.push([start, cut]); start = cut }
      used = start === index ? wide : by.measure(start, index + word.length)
    }
    end = index + word.length
  }
  return [...lines, [start, end]]
}

const KIND_BREAK = /[-/,;:._&+)\]]$/

/** Where a word too wide for a line is cut: after a hyphen or stroke where one is near, else wherever it must be; never within a letter and its marks. */
const cutsOf = (word: string, offset: number, { width, measure, metre }: Measured): readonly number[] => {
  const cuts: number[] = []
  let [at, used, kind, after] = [offset, 0, 0, 0]
  for (const letter of metre.graphemes(word)) {
    const wide = measure(at, at + letter.length)
    if (used > 0 && used + wide > width) {
      const near = kind > 0 && after < width * 0.4
      cuts.push(near ? kind : at)
      used = near ? after : 0
      kind = 0
    }
    used += wide
    after += wide
    at += letter.length
    if (KIND_BREAK.test(letter)) { kind = at; after = 0 }
  }
  return cuts.filter(cut => cut < offset + word.length)
}
