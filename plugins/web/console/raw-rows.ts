/** One row of a message's text: the line it begins (null where a long line goes on), its first byte, and its text with the place marked. */
export interface RawRow { readonly line: number | null, readonly at: number, readonly before: string, readonly marked: string, readonly after: string }

/** What is asked of a message's bytes: a stretch to mark, and where the window begins. */
export interface RawAsked { readonly from: number, readonly at: number | null, readonly length: number, readonly line: number | null }

/** A window on a message's bytes. `next` and `previous` are where the neighbouring windows begin. */
export interface RawWindow { readonly rows: readonly RawRow[], readonly size: number, readonly next: number | null, readonly previous: number | null }

/** Bytes one window shows. */
export const WINDOW = 32 * 1024

/** Reads one window of a message, holding no more of it than that. Lines are counted from the start of the message. */
export const rawWindow = async (bytes: AsyncIterable<Uint8Array>, asked: RawAsked): Promise<RawWindow> => {
  const from = startOf(asked)
  const kept: Uint8Array[] = []
  let read = 0
  let linesBefore = 0
  for await (const chunk of bytes) {
    const skipped = Math.max(0, Math.min(chunk.length, from - read))
    for (let index = 0; index < skipped; index++) if (chunk[index] === LF) linesBefore++
    if (read + chunk.length > from && read < from + WINDOW) kept.push(chunk.slice(skipped, from + WINDOW - read))
    read += chunk.length
  }
  return {
    rows: rowsOf(joined(kept), { ...asked, from }, linesBefore + 1),
    size: read,
    next: from + WINDOW < read ? from + WINDOW : null,
    previous: from > 0 ? Math.max(0, from - WINDOW) : null
  }
}

const LF = 0x0a
const CR = 0x0d
const APOSTROPHE = 0x27
const QUESTION = 0x3f
// An interchange without line breaks is shown by segments; a line this long is broken wherever it is.
const LONG = 240
const LEAD = 4096

// A window that is asked for by its place begins a little before it, at a border that other windows share.
const startOf = ({ from, at }: RawAsked): number => {
  if (from > 0) return from
  return at === null || at < WINDOW - LEAD ? 0 : Math.floor((at - LEAD) / LEAD) * LEAD
}

const joined = (parts: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

const rowsOf = (bytes: Uint8Array, asked: RawAsked, firstLine: number): readonly RawRow[] => {
  const rows: RawRow[] = []
  let line = firstLine
  let fresh = true
  for (let start = 0; start < bytes.length;) {
    const { end, broken } = endOf(bytes, start)
    const text = bytes.subarray(start, trimmed(bytes, start, end))
    rows.push({ line: fresh ? line : null, at: asked.from + start, ...markedIn(text, asked, { at: asked.from + start, line }) })
    if (broken) line++
    fresh = broken
    start = end
  }
  return rows
}

// A row ends at a line break; else at the end of a segment (EDIFACT: an apostrophe that no question mark releases); else when it is long.
const endOf = (bytes: Uint8Array, start: number): { readonly end: number, readonly broken: boolean } => {
  for (let index = start; index < bytes.length; index++) {
    if (bytes[index] === LF) return { end: index + 1, broken: true }
    const segment = bytes[index] === APOSTROPHE && bytes[index - 1] !== QUESTION && bytes[index + 1] !== LF && bytes[index + 1] !== CR
    if (segment || index - start >= LONG) return { end: index + 1, broken: false }
  }
  return { end: bytes.length, broken: false }
}

const trimmed = (bytes: Uint8Array, start: number, end: number): number => {
  let last = end
  while (last > start && (bytes[last - 1] === LF || bytes[last - 1] === CR)) last--
  return last
}

const markedIn = (bytes: Uint8Array, asked: RawAsked, row: { readonly at: number, readonly line: number }): Pick<RawRow, 'before' | 'marked' | 'after'> => {
  if (asked.at === null) {
    const whole = textOf(bytes)
    return asked.line === row.line ? { before: '', marked: whole, after: '' } : { before: whole, marked: '', after: '' }
  }
  const from = Math.min(Math.max(asked.at - row.at, 0), bytes.length)
  const to = Math.min(Math.max(asked.at + asked.length - row.at, from), bytes.length)
  if (from === to) return { before: textOf(bytes), marked: '', after: '' }
  return { before: textOf(bytes.subarray(0, from)), marked: textOf(bytes.subarray(from, to)), after: textOf(bytes.subarray(to)) }
}

// Bytes that are no UTF-8 are shown as Latin-1, one sign for each: the place must stay where it is. Control signs show as pictures.
const textOf = (bytes: Uint8Array): string => {
  const text = decoded(bytes)
  return text.replace(/\p{Cc}/gu, sign => sign === '\t' ? sign : sign.charCodeAt(0) < 0x20 ? String.fromCharCode(0x2400 + sign.charCodeAt(0)) : '␦')
}

const decoded = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return new TextDecoder('latin1').decode(bytes)
  }
}
