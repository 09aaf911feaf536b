/** A figure as declared: its amount, and the unit where the text brings its own (`K149.0`, `149 KGM`). */
export interface Figure { readonly amount: number, readonly unit: string | null }

/**
 * The number a declared text stands for; null where it is none.
 * One comma or point is the decimal mark (ISO 9735 knows no other use of either); where both occur the last one is;
 * one that occurs several times parts thousands.
 */
export const decimalOf = (text: string): number | null => {
  const plain = text.trim().replace(THIN, '')
  if (plain.length > LONGEST || !NUMBER.test(plain)) return null
  const mark = decimalMark(plain)
  const parts = mark === null ? [plain] : plain.split(mark)
  const whole = (parts[0] ?? '').replace(/[.,]/g, '')
  const amount = Number(`${whole}.${parts[1] ?? ''}0`)
  return Number.isFinite(amount) ? amount : null
}

/** The figure in a text that may have its unit before it (Cargo-IMP `K149.0`, `MC3.4`) or behind it. */
export const figureOf = (text: string): Figure | null => {
  if (text.length > LONGEST) return null
  const plain = decimalOf(text)
  if (plain !== null) return { amount: plain, unit: null }
  const [, before = '', number = '', behind = ''] = /^\s*([A-Za-z]*)\s*([-+\d.,\s]+?)\s*([A-Za-z]+[23³]?\.?)?\s*$/.exec(text) ?? []
  const amount = decimalOf(number)
  if (amount === null || (before !== '' && behind !== '')) return null
  return { amount, unit: before || behind || null }
}

/** Kilograms to the microgram; null where the text is no figure or the unit is none of mass. Without any unit kilograms are meant. */
export const kilogramsOf = (text: string, unit?: string): number | null => measured(text, unit, KILOGRAMS)

/** Cubic metres; null where the text is no figure or the unit is none of volume. Without any unit cubic metres are meant. */
export const cubicMetresOf = (text: string, unit?: string): number | null => measured(text, unit, CUBIC_METRES)

/** Whether a unit of mass is known: UNECE Recommendation 20, Cargo-IMP, and what is met in its stead. */
export const isMassUnit = (unit: string): boolean => KILOGRAMS.has(folded(unit))

/** Whether a unit of volume is known. */
export const isVolumeUnit = (unit: string): boolean => CUBIC_METRES.has(folded(unit))

const measured = (text: string, unit: string | undefined, units: ReadonlyMap<string, number>): number | null => {
  const figure = figureOf(text)
  if (figure === null) return null
  const named = folded(figure.unit ?? unit ?? '')
  const factor = named === '' ? 1 : units.get(named)
  return factor === undefined ? null : rounded(figure.amount * factor)
}

// Nine decimals: what is left of a factor's own binary fault lies below them.
const rounded = (amount: number): number => Number(amount.toFixed(9))
const folded = (unit: string): string => unit.trim().toUpperCase().replace('³', '3').replace(/\.$/, '')

const decimalMark = (plain: string): string | null => {
  const last = plain[Math.max(plain.lastIndexOf(','), plain.lastIndexOf('.'))]
  if (last === undefined) return null
  return plain.split(last).length === 2 ? last : null
}

// Blanks of every width and the Swiss apostrophe part thousands.
const THIN = /(?<=\d)[\s'’](?=\d{3}(?!\d))/g
// Where a mark occurs more than once it parts groups of three.
const NUMBER = /^[-+]?(?:\d+(?:[.,]\d*)?|[.,]\d+|\d{1,3}(?:,\d{3})+(?:\.\d*)?|\d{1,3}(?:\.\d{3})+(?:,\d*)?)$/
const LONGEST = 40

const table = (rows: readonly (readonly [number, string])[]): ReadonlyMap<string, number> =>
  new Map(rows.flatMap(([factor, names]) => names.split(' ').map(name => [name, factor] as const)))

// The codes of UNECE Recommendation 20, then what carriers write instead; K and L are Cargo-IMP's.
const KILOGRAMS = table([
  [1, 'KGM KG KGS KGR KILO KILOS K'],
  [1000, 'TNE T TO TON TONS TONNE TONNES MT MTS'],
  [0.001, 'GRM G GR GM GRAM GRAMS'],
  [0.000001, 'MGM MG'],
  [0.1, 'HGM'],
  [100, 'DTN DT'],
  [1000000, 'KTN'],
  [0.45359237, 'LBR LB LBS L POUND POUNDS'],
  [0.028349523125, 'ONZ OZ'],
  [907.18474, 'STN ST'],
  [1016.0469088, 'LTN LT'],
  [45.359237, 'CWA'],
  [50.80234544, 'CWI']
])

// MC, CC, CF and CI are Cargo-IMP's.
const CUBIC_METRES = table([
  [1, 'MTQ M3 CBM MC CUM MQ'],
  [0.001, 'DMQ DM3 LTR LT LITRE LITRES L'],
  [0.000001, 'CMQ CM3 CC MLT ML'],
  [0.1, 'HLT HL'],
  [0.028316846592, 'FTQ FT3 CFT CF CUF'],
  [0.000016387064, 'INQ IN3 CI'],
  [0.764554857984, 'YDQ YD3'],
  [0.003785411784, 'GLL GAL'],
  [0.00454609, 'GLI']
])
