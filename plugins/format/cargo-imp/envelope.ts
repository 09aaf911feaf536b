import { lineOf, wholeOf, type Words } from './field.ts'
import type { TextLine } from 'wco-cts'

/** What a Type B (telex) envelope says of the messages in it. */
export interface Envelope { sender?: Words, recipient?: Words, prepared?: Words, key?: string }

/** Whether a line begins a Type B envelope: SOH, ZCZC, priority and addresses, or the `=` lines of later gateways. */
export const beginsEnvelope = (raw: string): boolean => raw.includes(SOH) || BEGIN.test(raw.trim())

/** Whether a line ends one: ETX or NNNN. */
export const endsEnvelope = (raw: string): boolean => raw.includes(ETX) || /^NNNN\b/i.test(raw.trim())

/** Takes sender, addresses and time from one line of an envelope. */
export const readEnvelope = (envelope: Envelope, line: TextLine): void => {
  const text = line.text.trim()
  const lead = line.text.indexOf(text)
  const words = (from: number, to: number): Words => wholeOf(lineOf(line, lead + from, lead + to), 'TYPE B')
  const key = /^=([A-Z ]+)$/i.exec(text)?.[1]
  if (key) envelope.key = key.toUpperCase()
  else if (envelope.key) readKeyed(envelope, envelope.key, words(text.lastIndexOf(',') + 1, text.length))
  else readPlain(envelope, text, words)
}

const SOH = '\u0001'
const ETX = '\u0003'
const BEGIN = /^(?:ZCZC\b|=[A-Z]|\.[A-Z0-9]{7}(?: |$)|Q[A-Z](?: [A-Z0-9]{7})+$)/i
const ORIGIN = /^\.([A-Z0-9]{7})(?:\s+(\S+))?/i
const ADDRESSES = /^(?:Q[A-Z] )?([A-Z0-9]{7})(?: [A-Z0-9]{7})*$/i

/** `=ORIGIN` and its kin: the value stands on the next line, after a comma where it has a qualifier (`STX,ZZACUZZ`). */
const readKeyed = (envelope: Envelope, key: string, value: Words): void => {
  if (key === 'ORIGIN') envelope.sender ??= value
  if (key.startsWith('DESTINATION')) envelope.recipient ??= value
  if (key === 'MSGID') envelope.prepared ??= value
}

const readPlain = (envelope: Envelope, text: string, words: (from: number, to: number) => Words): void => {
  const origin = ORIGIN.exec(text)
  if (origin?.[1]) {
    envelope.sender ??= words(1, 1 + origin[1].length)
    if (origin[2]) envelope.prepared ??= words(text.indexOf(origin[2], 8), text.indexOf(origin[2], 8) + origin[2].length)
    return
  }
  const address = ADDRESSES.exec(text)?.[1]
  if (address) {
    const from = /^Q[A-Z] /i.test(text) ? 3 : 0
    envelope.recipient ??= words(from, from + address.length)
  }
}
