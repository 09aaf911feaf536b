const BREAK = /\r\n?|[\n\u0085\u2028\u2029]/g
/** Embeddings, overrides and isolates: with them a declared text could turn its neighbours round. */
const TURNING = /[\u202A-\u202E\u2066-\u2069]/g
const UNSEEN = /[\u00AD\u200B\u2060\uFEFF]|\p{Variation_Selector}/gu
const CONTROL = /(?!\n)\p{Control}|\p{Surrogate}/gu

/** A text as it may be drawn: line breaks are `\n`, tabs are blanks, what cannot be seen is dropped or shown as the replacement character, and nothing in it can change the direction of what stands beside it. */
export const visible = (text: string): string =>
  text.replace(BREAK, '\n').replaceAll('\t', ' ').replace(TURNING, '').replace(UNSEEN, '').replace(CONTROL, '\uFFFD')
