import { elementsOf, wholeOf, type Field, type Line } from './field.ts'
import { AWB_LINE, identifiers, partyLines, type Kind } from './identifiers.ts'

/** An identifier with all that stands under it. `tag` is the identifier; `AWB`, `FLIGHT`, `PLACE` for lines that have none; empty for a line nothing is known of. */
export interface Section { readonly tag: string, readonly lines: readonly Line[] }

/** The lines of a message, gathered under their identifiers: a slant continues the identifier before it. */
export const sectionsOf = (kind: Kind, lines: readonly Line[]): readonly Section[] => {
  const sections: { readonly tag: string, readonly lines: Line[] }[] = []
  lines.forEach((line, index) => {
    const current = sections.at(-1)
    const tag = tagOf(kind, line.text.toUpperCase(), index)
    if (current && (tag === null || (PARTIES.includes(current.tag) && partyLines.some(known => known === tag)))) current.lines.push(line)
    else sections.push({ tag: tag ?? '', lines: [line] })
  })
  return sections
}

/** The elements of each line of a section, the identifier itself and the slant of a continuation left out. */
export const contentOf = ({ tag, lines }: Section): readonly (readonly Field[])[] => lines.map(line => elementsOf(line, tag).slice(1))

/** The section's identifier, as words with a place. */
export const tagField = ({ tag, lines: [line] }: Section): Field | undefined => line && elementsOf(line, tag)[0]

/** All lines of a section as fields. */
export const wholeLines = ({ tag, lines }: Section): readonly Field[] => lines.map(line => wholeOf(line, tag))

const PARTIES: readonly string[] = ['SHP', 'CNE', 'NFY', 'AGT']
const PLACE = /^[A-Z]{3}(?:\/NIL|(?:\/\d{2}[A-Z]{3}(?:\d{4})?){0,2})$/

const tagOf = (kind: Kind, text: string, index: number): string | null => {
  if (text.startsWith('/')) return null
  if (AWB_LINE.test(text)) return 'AWB'
  const name = /^[A-Z]{3,4}(?=\/|$)/.exec(text)?.[0] ?? ''
  if (identifiers[kind].includes(name) || partyLines.some(known => known === name)) return name
  if (kind === 'FFM' && PLACE.test(text)) return 'PLACE'
  if (kind === 'FFM' && index === 0 && text.includes('/')) return 'FLIGHT'
  return name.length === 3 && text.includes('/') ? name : ''
}
