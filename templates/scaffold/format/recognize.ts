import type { Head } from 'wco-cts'

/**
 * How sure we are, from 0 to 1, that a message is ours, by its first 4 KiB. The surest format above one half reads it.
 * Ask for enough that no other message begins like this, and go by the bytes: names of files are whatever a carrier likes.
 */
export const recognize = ({ bytes }: Head): number => OURS.test(Buffer.from(bytes).toString('latin1')) ? 0.9 : 0

// A UTF-8 byte order mark, which some editors put in front, reads as these three letters in Latin-1.
const OURS = /^(?:ï»¿)?HDR\|1\|/
