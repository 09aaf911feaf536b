/** The most characters of a description (N1002) and of marks (N1003), and those of a description in L502. */
export const WIDTHS = { N10: 45, marks: 48, L5: 50 } as const

/**
 * A text that goes on in the next segment. A part that fills its element was cut there, and nothing stood between the two; one blank at
 * each end may have been lost by the sender. After a shorter part a blank did.
 */
export const continued = (before: string, last: string, part: string, width: number): string => {
  const isCut = last.length >= width - 2 || /\s$/.test(before) || /^\s/.test(part)
  return before === '' || isCut ? before + part : `${before} ${part}`
}
