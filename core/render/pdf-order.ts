import type { Bidi } from 'bidi-js'
import type { Line, Metre, Run } from './pdf-setting.ts'

/** Puts the runs of one line in the order they are seen (Unicode Standard Annex 9, rule L2). */
export const arrange = (runs: readonly Run[], size: number, metre: Metre): Line => {
  const atoms = runs.some(({ level }) => level > 0) ? reordered(runs.flatMap(run => atomsOf(run, metre.bidi))) : runs
  let x = 0
  const pieces = atoms.map(({ text, face, mark }) => {
    const piece = { text, face, mark, x, width: metre.width(text, face, size) }
    x += piece.width
    return piece
  })
  return { pieces, width: x }
}

/**
 * What may not be parted when a line is turned. The font's own shaping sets the letters of one Arabic word from right to left,
 * but the words of a longer text from left to right, and it would turn Arabic digits: so a right-to-left run goes word by word,
 * its brackets mirrored, and Arabic digits go one by one.
 */
const atomsOf = (run: Run, bidi: Bidi): readonly Run[] => {
  const turned = run.level % 2 === 1
  if (!turned && !run.face.startsWith('naskh')) return [run]
  const parts = run.text.match(turned ? /[\p{L}\p{M}\u200C\u200D]+|./gsu : /./gsu) ?? []
  return parts.map(text => ({ ...run, text: turned ? bidi.getMirroredCharacter(text) ?? text : text }))
}

const reordered = (atoms: readonly Run[]): readonly Run[] => {
  const seen = [...atoms]
  const highest = seen.reduce((most, { level }) => Math.max(most, level), 0)
  for (let level = highest; level >= 1; level--) {
    for (let from = 0; from < seen.length; from++) {
      let until = from
      while (until < seen.length && (seen[until]?.level ?? 0) >= level) until++
      if (until - from > 1) seen.splice(from, until - from, ...seen.slice(from, until).reverse())
      from = until
    }
  }
  return seen
}
