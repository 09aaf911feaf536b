import type { Issue } from 'wco-cts'
import { continued, lineOf, wholeOf, type Line } from './field.ts'
import { AWB_LINE, freeText, identifiers, partyLines, type Kind } from './identifiers.ts'
import { placeOf, type Message } from './messages.ts'

/** The lines of a message as they were meant, its head left out: wrapped ones made whole, joined ones parted again (mail does both). */
export const unfold = (message: Message, issue: (issue: Issue) => void): readonly Line[] => {
  const begins = beginOf(message.kind)
  const lines: Line[] = []
  let free = false
  let wide = false
  let told = message.joined
  const [head] = message.lines
  if (told && head) issue({ code: 'lines-rejoined', severity: 'note', at: placeOf(head) })
  if (head && message.lines.slice(0, 2).some(({ text }) => /[a-z]/.test(text))) issue({ code: 'lower-case', severity: 'note', at: placeOf(head) })
  const add = (line: Line): void => {
    const before = lines.at(-1)
    if (line.text === '') return
    const own = begins.test(line.text)
    if (own && !line.text.startsWith('/')) free = freeText.some(tag => line.text.slice(0, 3).toUpperCase() === tag)
    if (!before || own || !(message.joined || wide || free) || before.pieces.length >= MOST_PIECES) lines.push(line)
    else {
      lines[lines.length - 1] = continued(before, line)
      if (!told) issue({ code: 'lines-rejoined', severity: 'note', at: wholeOf(line, '').at })
      told = true
    }
  }
  message.lines.forEach((source, index) => {
    const start = index === 0 ? headLength(source.text) : 0
    for (const [from, to] of message.joined ? partsOf(source.text, start, message.kind) : [[start, source.text.length] as const]) add(lineOf(source, from, to))
    wide = source.text.trimEnd().length >= WRAPPED
  })
  return lines
}

/** A line is wrapped into a few; a thousand in a row are no line of Cargo-IMP. */
const MOST_PIECES = 20

/** Mail programs wrap at 64 to 80 columns; the longest word of a wrapped line is what it falls short by. */
const WRAPPED = 56

const headLength = (text: string): number => /^\s*[A-Z]{3}\/\d+/i.exec(text)?.[0].length ?? 0

/** What begins a line of its own: a slant, an AWB number, an identifier of this message, and in an FFM the flight and a place. */
const beginOf = (kind: Kind): RegExp => {
  const known = [...identifiers[kind], ...partyLines].join('|')
  const own = kind === 'FFM' ? '|\\d{1,2}/[A-Z0-9]{2,3}\\d|[A-Z]{3}$|M/\\d' : ''
  return new RegExp(`${AWB_LINE.source}|^(?:/|(?:${known})(?:/|$)|[A-Z]{3}/${own})`, 'i')
}

/** Where the lines of a joined text begin: a blank before a slant, an identifier, an AWB number, a place before them. */
const partsOf = (text: string, start: number, kind: Kind): readonly (readonly [number, number])[] => {
  const known = [...identifiers[kind], ...partyLines].join('|')
  const own = kind === 'FFM' ? '|(?:[A-Z]/)?\\d{3}-\\d{8}|[A-Z]{3} (?:ULD/|\\d{3}-\\d{8})' : ''
  const parted = new RegExp(` (?=/|(?:${known})(?:/| /| *$)${own})`, 'gi')
  const cuts = [...text.matchAll(parted)].map(({ index }) => index).filter(index => index >= start)
  return [start, ...cuts].map((from, order) => [from, cuts[order] ?? text.length] as const)
}
