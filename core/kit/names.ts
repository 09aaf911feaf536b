import { pairParts, type Pair } from './name-pairing.ts'
import { readName, tells, type NamePart, type ReadName } from './name-parts.ts'

/** Two parts that were paired, how like they are, 0 to 1, and how they came together. */
export interface PairedParts { readonly one: string, readonly other: string, readonly likeness: number, readonly by: Pair['by'] }

/** How two names compare, 0 to 100, with the parts the figure rests on and those that only one of the names has. */
export interface NameComparison {
  readonly score: number
  readonly pairs: readonly PairedParts[]
  readonly onlyOne: readonly string[]
  readonly onlyOther: readonly string[]
}

/** Compares two names, whatever their order, script and spelling. 100 only when nothing that tells is left over on either side. */
export const compareNames = (one: string | ReadName, other: string | ReadName): NameComparison => {
  const ours = typeof one === 'string' ? readName(one) : one
  const theirs = typeof other === 'string' ? readName(other) : other
  const pairs = pairParts(ours.parts, theirs.parts)
  const left = { one: leftOf(ours, pairs.flatMap(pair => pair.one)), other: leftOf(theirs, pairs.flatMap(pair => pair.other)) }
  return {
    score: Math.round(1000 * scoreOf(ours, theirs, pairs, left)) / 10,
    pairs: pairs.map(pair => ({ one: textOf(ours, pair.one), other: textOf(theirs, pair.other), likeness: pair.likeness, by: pair.by })),
    onlyOne: left.one.map(({ text }) => text),
    onlyOther: left.other.map(({ text }) => text)
  }
}

/** What a search may pass over without losing a name that reaches a score: the least share of the asked name's weight that must be met, and what a word only alike counts towards it. */
export const boundFor = (score: number): { readonly share: number, readonly worth: (likeness: number) => number } => {
  const wanted = Math.min(score, 99) / 100
  const whole = 1 - wanted + TOO_MANY * wanted
  return { share: TOO_MANY * wanted / whole, worth: likeness => (likeness * (1 - wanted) - WITHIN * wanted * (1 - likeness) + TOO_MANY * wanted) / whole }
}

interface Left { readonly one: readonly NamePart[], readonly other: readonly NamePart[] }

// What a name loses, in weights of its parts: by a difference within a pair; by a part that stands against another one
// (AHMED for YAHYA is another man); by a part the other leaves out (a grandfather's name); by particles and titles.
const WITHIN = 1.7
const AGAINST = 2.5
const TOO_MANY = 0.32
const SMALL = 0.2

// What is left of the score when a whole word stands against another, when numbers disagree or one is missing,
// when both name another legal form, when the order is another.
const CONTRADICTED = 0.6
const OTHER_NUMBER = 0.5
const MISSING_NUMBER = 0.75
const OTHER_FORM = 0.92
const OTHER_ORDER = 0.97

// The most that a name can reach that rests on one telling word: alone, or with more beside it; and one that rests on
// none: CORP, SHIPPING or AL alone are nobody.
const MOST_ON_ONE_ALONE = 0.95
const MOST_ON_ONE = 0.8
const MOST_ON_NONE = 0.5

const scoreOf = (ours: ReadName, theirs: ReadName, pairs: readonly Pair[], left: Left): number => {
  let matched = 0
  let within = 0
  for (const { likeness, weight } of pairs) {
    matched += weight * likeness
    within += weight * (1 - likeness)
  }
  if (matched === 0) return 0
  const one = weightOf(left.one, heavy)
  const other = weightOf(left.other, heavy)
  const against = Math.min(one, other)
  const small = weightOf(left.one, light) + weightOf(left.other, light)
  const base = matched / (matched + WITHIN * within + AGAINST * against + TOO_MANY * Math.abs(one - other) + SMALL * small)
  return Math.min(base * factorOf(pairs, left, against), capOf(ours, theirs, pairs, left))
}

const factorOf = (pairs: readonly Pair[], left: Left, against: number): number =>
  (1 - (1 - CONTRADICTED) * Math.min(1, against)) * ofNumbers(left) *
  (left.one.some(isForm) && left.other.some(isForm) ? OTHER_FORM : 1) * (inOrder(pairs) ? 1 : OTHER_ORDER)

const leftOf = ({ parts }: ReadName, paired: readonly number[]): readonly NamePart[] =>
  paired.length === parts.length ? [] : parts.filter((_, at) => !paired.includes(at))
const textOf = ({ parts }: ReadName, at: readonly number[]): string => at.map(index => parts[index]?.text ?? '').join(' ')

const heavy = (part: NamePart): boolean => tells(part) || part.kind === 'common' || part.kind === 'initial'
const light = (part: NamePart): boolean => !heavy(part)
const isNumber = ({ kind }: NamePart): boolean => kind === 'number'
const isForm = ({ kind }: NamePart): boolean => kind === 'form'
const weightOf = (parts: readonly NamePart[], which: (part: NamePart) => boolean): number =>
  parts.reduce((sum, part) => which(part) ? sum + part.weight : sum, 0)

const ofNumbers = (left: Left): number => {
  const one = left.one.some(isNumber)
  const other = left.other.some(isNumber)
  if (one && other) return OTHER_NUMBER
  return one || other ? MISSING_NUMBER : 1
}

const inOrder = (pairs: readonly Pair[]): boolean => {
  const sorted = pairs.filter(({ by }) => by !== 'form').sort((a, b) => (a.one[0] ?? 0) - (b.one[0] ?? 0))
  return sorted.every((pair, at) => at === 0 || (sorted[at - 1]?.other[0] ?? 0) <= (pair.other[0] ?? 0))
}

const capOf = (ours: ReadName, theirs: ReadName, pairs: readonly Pair[], left: Left): number => {
  const told = pairs.filter(pair => telling(ours, pair.one) && telling(theirs, pair.other))
  const joined = pairs.some(({ by }) => by === 'joined')
  if (told.length === 0 && !joined) return MOST_ON_NONE
  if (told.length > 1 || joined || Math.min(ours.telling, theirs.telling) > 1) return 1
  return [...left.one, ...left.other].some(heavy) ? MOST_ON_ONE : MOST_ON_ONE_ALONE
}

const telling = ({ parts }: ReadName, places: readonly number[]): boolean => places.some(place => {
  const part = parts[place]
  return part !== undefined && tells(part)
})
