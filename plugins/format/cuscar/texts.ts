/**
 * Parts of one text made whole. A part that fills its field to the last character (35, 70 or 512) was cut there: when the
 * next goes on in lower case or with a digit, nothing stood between them. Else a blank did.
 */
export const joined = (parts: readonly string[]): string | undefined => {
  let text = ''
  let last = ''
  for (const part of parts) {
    if (part.trim() === '') continue
    const isWhole = text === '' || text.endsWith(' ') || part.startsWith(' ') || (FULL.has(last.length) && /^[\p{Ll}\d]/u.test(part))
    text += isWhole ? part : ` ${part}`
    last = part
  }
  return text.trim() || undefined
}

/** The parts of a text of five components: more came from a colon that was not released, which is put back. */
export const unreleased = (parts: readonly string[], most = 5): { readonly parts: readonly string[], readonly repaired: boolean } =>
  parts.length <= most ? { parts, repaired: false } : { parts: [...parts.slice(0, most - 1), parts.slice(most - 1).join(':')], repaired: true }

const FULL: ReadonlySet<number> = new Set([35, 70, 512])
