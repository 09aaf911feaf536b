import type { Decoder } from './charset.ts'

/** What had to be done to read a text. `reference`: one that XML does not know, kept as it stands; `repaired`: an `&` that was none, or a control character; `fallback`: another character set than declared. */
export interface XmlMeant { readonly text: string, readonly reference: string | null, readonly repaired: boolean, readonly fallback: string | null }

/**
 * Characters as the tokenizer may have them: an `&` and the control characters XML forbids stand as characters for private use,
 * so that no reference is resolved and no entity looked for before the text is known to be one. Places do not move.
 */
export const shielded = (text: string): string => {
  const ampersands = text.includes('&') ? text.replaceAll('&', AMPERSAND) : text
  return CONTROL.test(ampersands) ? ampersands.replace(CONTROLS, BLANK) : ampersands
}

/** A text of a CDATA section, in which `&` is a letter like any other. */
export const literal = (text: string): string => text.includes(AMPERSAND) ? text.replaceAll(AMPERSAND, LITERAL) : text

/** What a text means: its bytes in their character set, its references resolved; those to entities of a DTD are refused. */
export const xmlMeant = (raw: string, decode: Decoder, charset: string | null): XmlMeant => {
  const { text, fallback } = charset === null ? { text: raw, fallback: null } : decoded(raw, decode, charset)
  const repaired = text.includes(BLANK)
  const plain = repaired ? text.replaceAll(BLANK, ' ') : text
  if (!plain.includes(AMPERSAND)) return { text: plain.includes(LITERAL) ? plain.replaceAll(LITERAL, '&') : plain, reference: null, repaired, fallback }
  let reference: string | null = null
  let bare = false
  const resolved = plain.replace(REFERENCE, (_whole, name: string | undefined) => {
    const meant = name === undefined ? null : referred(name)
    if (meant !== null) return meant
    if (name === undefined) bare = true
    else reference ??= name
    return name === undefined ? '&' : `&${name};`
  })
  return { text: resolved.replaceAll(LITERAL, '&'), reference, repaired: repaired || bare, fallback }
}

/** How many characters of white space a text begins and ends with; of one that is nothing else, all at its beginning. */
export const paddingOf = (text: string): readonly [lead: number, tail: number] => {
  let [from, to] = [0, text.length]
  while (from < to && isSpace(text.charCodeAt(from))) from += 1
  while (to > from && isSpace(text.charCodeAt(to - 1))) to -= 1
  return [from, text.length - to]
}

/** Without the white space of XML around it. */
export const xmlTrimmed = (text: string): string => {
  const [lead, tail] = paddingOf(text)
  return lead + tail === 0 ? text : text.slice(lead, text.length - tail)
}

const isSpace = (code: number): boolean => code === 0x20 || code === 0x0a || code === 0x09 || code === 0x0d

const AMPERSAND = '\uE026'
const LITERAL = '\uE027'
const BLANK = '\uE020'
const CONTROL = /[^\P{Cc}\t\n\r\x7f-\x9f]/u
const CONTROLS = /[^\P{Cc}\t\n\r\x7f-\x9f]/gu
const REFERENCE = /\uE026(?:(#[0-9]{1,8}|#x[0-9a-fA-F]{1,6}|[A-Za-z_][\w.-]{0,40});)?/g

/** The entities XML itself knows (XML 1.0, 4.6). */
const ENTITIES: ReadonlyMap<string, string> = new Map([['amp', '&'], ['lt', '<'], ['gt', '>'], ['quot', '"'], ['apos', '\'']])

const referred = (name: string): string | null => {
  if (!name.startsWith('#')) return ENTITIES.get(name) ?? null
  const code = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
  // XML 1.0, 2.2: characters; neither surrogates nor the controls are.
  const isCharacter = code === 9 || code === 10 || code === 13 || (code >= 0x20 && code <= 0xd7ff) || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff)
  return isCharacter ? String.fromCodePoint(code) : null
}

// Characters of one byte each and the marks between them: the bytes are decoded, the marks stay.
const decoded = (raw: string, decode: Decoder, charset: string): { readonly text: string, readonly fallback: string | null } => {
  if (!FOREIGN.test(raw)) return { text: raw, fallback: null }
  let fallback: string | null = null
  const text = raw.replace(BYTES, bytes => {
    const read = decode(Buffer.from(bytes, 'latin1'), charset)
    if (read.fallback) fallback ??= read.charset
    return read.text
  })
  return { text, fallback }
}

const FOREIGN = /[^\p{ASCII}\uE020\uE026\uE027]/u
const BYTES = /[^\u0100-\uffff]+/g
