import { createHash } from 'node:crypto'
import { cuscarMessage, ordinaryWords, rareWord } from '../bench/cuscar-generator.ts'

/** One bill as a plain reading of the text has it: its containers, and the titles of the profiles that must find something, once for each finding. */
export interface Bill { readonly number: string, readonly containers: readonly string[], readonly found: readonly string[], readonly alerts: boolean }

/** A manifest with what must come of it. `issues` are the faults put into it, each as its code and line. */
export interface Cargo { readonly bytes: Buffer, readonly sha256: string, readonly bills: readonly Bill[], readonly issues: readonly string[] }

/** Titles of the profiles in force; every one of them is told by words or numbers that stand in the text. */
export const RARE = 'Rosewood'
export const ORDINARY = 'Ordinary words'
export const LISTED = 'Every watch list in force'

const rule = (title: string, words: readonly string[], alert: readonly string[], score: number): object =>
  ({ type: 'rule', title, settings: { any: [{ field: '/goods/*/description', op: 'contains', value: words }], score }, alert })

/** The profiles of the run: what they find can be told by searching for words. */
export const profiles: readonly object[] = [
  { type: 'watch-list', title: LISTED, settings: {}, alert: ['officer'] },
  rule(RARE, [rareWord], ['officer'], 60),
  rule(ORDINARY, ordinaryWords, [], 5)
]

const textOf = async (consignments: number, seed: number): Promise<string> => {
  const parts: Uint8Array[] = []
  for await (const part of cuscarMessage({ consignments, seed, reference: `FAULTS${seed}` })) parts.push(part)
  return Buffer.concat(parts).toString('latin1')
}

/** Containers of the first two bills of so many manifests: those are put on a watch list. */
export const watchedContainers = async (manifests: number): Promise<readonly string[]> => {
  const all: string[] = []
  for (let seed = 1; seed <= manifests; seed++) all.push(...[...(await textOf(2, seed)).matchAll(/^EQD\+CN\+(\w{11})/gm)].map(([, number = '']) => number))
  return [...new Set(all)]
}

/** A manifest of so many bills, with faults in it whose places are known: segments nobody reads, and containers with a wrong check digit. */
export const makeCargo = async (consignments: number, seed: number, watched: ReadonlySet<string>): Promise<Cargo> => {
  const lines = spoil((await textOf(consignments, seed)).split('\n'))
  const bytes = Buffer.from(lines.join('\n'), 'latin1')
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex'), ...readPlainly(lines, watched) }
}

// Around the places where a batch of 100 or 500 ends, and now and then elsewhere.
const isSpoilt = (bill: number): boolean => [0, 1, 2, 499].includes(bill % 500) || bill % 137 === 0
const EVERY_WRONG = 89

/** Puts a segment that no standard knows before some bills, and a wrong check digit on some containers; what the sender counted is then wrong as well. */
const spoil = (lines: readonly string[]): readonly string[] => {
  const containers = lines.flatMap(line => /^EQD\+CN\+(\w{11})/.exec(line)?.[1] ?? [])
  const wrong = new Map(containers.filter((_, index) => index % EVERY_WRONG === EVERY_WRONG - 1).map(number => [number, `${number.slice(0, 10)}${(Number(number[10]) + 1) % 10}`]))
  let bill = -1
  return lines.flatMap(line => {
    const number = /^(?:EQD\+CN|SGP)\+(\w{11})/.exec(line)?.[1]
    const changed = number === undefined ? undefined : wrong.get(number)
    if (number !== undefined && changed !== undefined) return [line.replace(number, changed)]
    if (!line.startsWith('CNI+')) return [line]
    bill++
    return isSpoilt(bill) ? [`QQQ+${bill}'`, line] : [line]
  })
}

const starts = (words: readonly string[]): RegExp => new RegExp(`\\b(?:${words.join('|')})`, 'i')
const HAS_RARE = starts([rareWord])
const HAS_ORDINARY = starts(ordinaryWords)

/** Reads the text without any knowledge of the format but how a line begins. A listed container is met whatever its check digit. */
const readPlainly = (lines: readonly string[], watched: ReadonlySet<string>): Pick<Cargo, 'bills' | 'issues'> => {
  const serials = new Set([...watched].map(number => number.slice(0, 10)))
  const bills: { number: string, containers: string[], found: string[] }[] = []
  const issues: string[] = []
  let wrongHere = false
  for (const [index, line] of lines.entries()) {
    const [tag = ''] = line.split('+', 1)
    const at = index + 1
    const bill = bills.at(-1)
    if (tag === 'UNH') wrongHere = false
    if (tag === 'QQQ') { wrongHere = true; issues.push(`segment-unread ${at}`) }
    if (tag === 'UNT' && wrongHere) issues.push(`envelope-mismatch ${at}`)
    if (tag === 'EQD' && isWrong(line.slice(7, 18))) issues.push(`container-check-digit ${at}`)
    if (tag === 'CNI') bills.push({ number: line.split('+')[2]?.replace("'", '') ?? '', containers: [], found: [] })
    if (bill === undefined) continue
    if (tag === 'SGP') bill.containers.push(line.slice(4, 15))
    if (tag === 'SGP' && serials.has(line.slice(4, 14))) bill.found.push(LISTED)
    if (line.startsWith('FTX+AAA+') && HAS_RARE.test(line)) bill.found.push(RARE)
    if (line.startsWith('FTX+AAA+') && HAS_ORDINARY.test(line)) bill.found.push(ORDINARY)
  }
  return { bills: bills.map(bill => ({ ...bill, found: bill.found.sort(), alerts: bill.found.some(title => title !== ORDINARY) })), issues: issues.sort() }
}

const LETTERS = '0123456789A?BCDEFGHIJK?LMNOPQRSTU?VWXYZ'

/** ISO 6346, annex A: letters count from 10 and leave out the multiples of 11. */
const isWrong = (number: string): boolean => {
  const sum = [...number].slice(0, 10).reduce((total, letter, place) => total + LETTERS.indexOf(letter) * 2 ** place, 0)
  return (sum % 11) % 10 !== Number(number[10])
}
