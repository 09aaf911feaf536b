import { containerCheckDigit } from 'wco-cts'
import { DESTINATIONS, DETAILS, GOODS, NAMES, ORIGINS, ordinaryWords, OWNERS, rareWord, REMARKS, SIZES } from './cuscar-pools.ts'

export { ordinaryWords, rareWord } from './cuscar-pools.ts'

/** What manifest to make: the same options make the same bytes. */
export interface Made { readonly consignments: number, readonly seed: number, readonly reference: string, readonly house?: boolean }

/** A customs cargo report of any size in UN/EDIFACT, made while it is read: several messages of at most 9,999 bills in one interchange. */
export async function * cuscarMessage (options: Made): AsyncGenerator<Uint8Array> {
  const { consignments, reference } = options
  const messages = Math.max(1, Math.ceil(consignments / MOST))
  let text = `UNA:+.? '\nUNB+UNOC:3+BENCHLINE:ZZ+CUSTOMS:ZZ+261201:0800+${reference}'\n`
  for (let message = 0; message < messages; message += 1) {
    const [from, until] = [message * MOST, Math.min(consignments, (message + 1) * MOST)]
    let segments = 1
    for (const segment of messageOf(options, { number: message + 1, from, until })) {
      text += `${segment}'\n`
      segments += 1
      if (text.length < BLOCK) continue
      yield Buffer.from(text, 'latin1')
      text = ''
    }
    text += `UNT+${segments}+${message + 1}'\n`
  }
  yield Buffer.from(`${text}UNZ+${messages}+${reference}'\n`, 'latin1')
}

interface Span { readonly number: number, readonly from: number, readonly until: number }
interface Bill { readonly number: string, readonly chance: Chance, readonly containers: readonly Container[], readonly packages: number, readonly kilograms: number }
interface Container { readonly number: string, readonly size: string, readonly seal: string, readonly packages: number, readonly kilograms: number }
type Chance = (below: number) => number

const MOST = 9_999
const BLOCK = 65_536

function * messageOf (options: Made, { number, from, until }: Span): Generator<string> {
  const destination = DESTINATIONS[options.seed % DESTINATIONS.length] ?? DESTINATIONS[0]
  yield `UNH+${number}+CUSCAR:D:95B:UN`
  yield `BGM+85+${options.reference}-${number}+9`
  yield 'DTM+137:202612010800:203'
  yield 'NAD+MS+BENCHLINE'
  yield 'NAD+CA+BNCH:172:20++BENCH CONTAINER LINE'
  yield `TDT+20+${500 + options.seed % 400}E+1++BNCH:172:20+++9074729:146:11:BENCH PIONEER:PA`
  yield `LOC+60+${destination.port}:139:6`
  yield 'DTM+132:202612081400:203'
  yield 'GIS+23'
  let containers = 0
  let packages = 0
  let kilograms = 0
  for (let i = from; i < until; i += 1) {
    const bill = billOf(options, i)
    for (const container of bill.containers) {
      containers += 1
      yield `EQD+CN+${container.number}:102:5+${container.size}:102:5+2+3+5`
      yield `MEA+AAE+G+KGM:${container.kilograms + TARE}`
      yield `MEA+AAE+T+KGM:${TARE}`
      yield `SEL+${container.seal}+CA`
    }
    packages += bill.packages
    kilograms += bill.kilograms
  }
  yield `CNT+10:${until - from}`
  yield `CNT+16:${containers}`
  yield `CNT+11:${packages}`
  yield `CNT+7:${kilograms}:KGM`
  for (let i = from; i < until; i += 1) yield * consignmentOf(options, i, i - from + 1)
}

function * consignmentOf (options: Made, i: number, line: number): Generator<string> {
  const { number, chance, containers, packages, kilograms } = billOf(options, i)
  const origin = pick(ORIGINS, chance)
  const destination = DESTINATIONS[options.seed % DESTINATIONS.length] ?? DESTINATIONS[0]
  const [hs, goods, kind] = pick(GOODS, chance)
  yield `CNI+${line}+${number}`
  if (options.house) yield `RFF+MB:BNCH${String(100_000_000 + Math.floor(i / 5)).slice(1)}M`
  yield `RFF+${options.house ? 'BH' : 'BM'}:${number}`
  yield `CNT+7:${kilograms}:KGM`
  yield `CNT+11:${packages}`
  yield `LOC+9+${origin.port}:139:6`
  yield `LOC+11+${destination.port}:139:6`
  yield `LOC+7+${destination.port}:139:6`
  yield `LOC+88+${origin.port}:139:6:${pick(origin.towns, chance)}`
  yield 'GIS+23'
  yield `CPI+++${chance(3) === 0 ? 'C' : 'P'}`
  yield partyOf('CZ', origin, chance)
  const consignee = partyOf('CN', destination, chance)
  yield consignee
  yield chance(4) === 0 ? 'NAD+N1+++SAME AS CONSIGNEE' : partyOf('N1', destination, chance)
  if (chance(3) === 0) yield `COM+254${700_000_000 + chance(99_999_999)}:TE`
  yield `GID+1+${packages}:${kind}`
  yield `FTX+AAA+++${description(options, i, `${goods}`, chance)}`
  yield `FTX+AAI+++${pick(REMARKS, chance)}`
  yield `MEA+AAE+G+KGM:${kilograms}`
  for (const container of containers) yield `SGP+${container.number}+${container.packages}`
  yield `PCI+28+${pick(NAMES.first, chance)} ${chance(9_999)}:LOT ${chance(999)}:MADE IN ${origin.country}`
  yield `CST++${hs}:122`
}

const TARE = 3_800

/** One bill, made from its number alone, so that nothing need be kept between its containers and itself. */
const billOf = (options: Made, i: number): Bill => {
  const chance = chanceOf(options.seed * 1_000_003 + i)
  const count = chance(5) < 3 ? 1 : 2
  const containers = Array.from({ length: count }, (_, index): Container => {
    const packages = 20 + chance(1_200)
    return { number: containerOf(options.seed, i * 2 + index), size: pick(SIZES, chance), seal: `BL${1_000_000 + chance(8_999_999)}`, packages, kilograms: packages * (3 + chance(18)) }
  })
  return {
    number: `BNCH${String(1_000_000_000 + (options.seed % 900) * 1_000_000 + i).slice(1)}`,
    chance,
    containers,
    packages: containers.reduce((sum, { packages }) => sum + packages, 0),
    kilograms: containers.reduce((sum, { kilograms }) => sum + kilograms, 0)
  }
}

// 7919 has no factor in common with a million: no number comes twice.
const containerOf = (seed: number, index: number): string => {
  const owner = OWNERS[index % OWNERS.length] ?? 'MSKU'
  const ten = owner + String((index * 7_919 + seed * 104_729) % 1_000_000).padStart(6, '0')
  return `${ten}${containerCheckDigit(ten) ?? 0}`
}

const description = (options: Made, i: number, goods: string, chance: Chance): string => {
  const rare = (i + options.seed) % 50 === 0 ? ` ${rareWord} VENEER` : ''
  const ordinary = i % 2 === 0 ? ` AND ${ordinaryWords[Math.floor(i / 2) % ordinaryWords.length]}` : ''
  const parts = [`${goods}${ordinary}${rare}`]
  for (let more = chance(4); more >= 0; more -= 1) parts.push(`${pick(DETAILS, chance)} ${chance(99_999)}`)
  return parts.map(part => escaped(part)).join(':')
}

interface Where { readonly country: string, readonly towns: readonly string[], readonly streets: readonly string[] }

// Two parties in five are old acquaintances; the others are met for the first time, or nearly so.
const partyOf = (role: string, where: Where, chance: Chance): string => {
  const own = chance(5) < 2 ? chanceOf(77 + chance(300)) : chance
  const known = own !== chance
  const word = known ? '' : ` ${SYLLABLES[own(20)]}${SYLLABLES[own(20)]}${SYLLABLES[own(20)]}`
  const name = `${pick(NAMES.first, own)}${word} ${pick(NAMES.second, own)} ${pick(NAMES.form, own)}`
  const address = `${1 + own(400)} ${pick(where.streets, own)}:UNIT ${1 + own(60)}`
  return `NAD+${role}+++${escaped(name)}+${escaped(address, ':')}+${pick(where.towns, own)}++${10_000 + own(89_999)}+${where.country}`
}

const SYLLABLES = ['KA', 'RO', 'MI', 'TE', 'SO', 'LU', 'NA', 'VI', 'BE', 'DO', 'GA', 'HI', 'JO', 'PE', 'RA', 'SU', 'TA', 'WE', 'YO', 'ZI']

const escaped = (text: string, but = ''): string => text.replace(/['+:?]/g, sign => sign === but ? sign : `?${sign}`)

const pick = <T>(from: readonly [T, ...T[]] | readonly T[], chance: Chance): T => {
  const found = from[chance(from.length)]
  if (found === undefined) throw new RangeError('nothing to pick from')
  return found
}

// Mulberry32: small, quick, and the same everywhere.
const chanceOf = (seed: number): Chance => {
  let state = seed >>> 0
  return below => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}
