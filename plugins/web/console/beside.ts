import { fold, foldIdentifier, pointer, valueAt, type ConsignmentView, type Desk, type FilingView } from 'wco-cts'
import { declaredAs, nearest, rawAt } from './places.ts'
import { coded, said, shortLabel } from './said.ts'

/** What one filing says of one field, and where in its message. */
export interface Declared { readonly text: string, readonly differs: boolean, readonly place: string | null }

/** One field of a consignment beside what each filing declared. */
export interface BesideRow { readonly at: string, readonly label: string, readonly resolved: string, readonly changed: boolean, readonly declared: readonly Declared[] }

/** Rows of one subject: the document and route, a party, a goods item, a container. */
export interface BesideGroup { readonly title: string, readonly span: number, readonly rows: readonly BesideRow[] }

/** The consignment as resolved, beside its filings as declared. What nobody said has no row. `changed` holds the pointers that the newest version changed. */
export const besideOf = (consignment: ConsignmentView, desk: Desk): readonly BesideGroup[] => {
  const changed = consignment.versions.at(-1)?.changed ?? []
  const group = (title: string, pointers: readonly (readonly [string, Match?])[]): BesideGroup => ({
    title,
    span: consignment.filings.length + 2,
    rows: pointers.map(([at, match]) => rowOf(consignment, { at, label: shortLabel(desk, at), changed: changed.some(pointer => pointer === at || at.startsWith(`${pointer}/`)), word: code => coded(desk, `codes.${at.slice(at.lastIndexOf('/') + 1)}`, code) }, match))
      .filter(row => row.resolved !== '' || row.declared.some(({ text }) => text !== ''))
  })
  return [
    group(said(desk, 'beside.whole'), WHOLE.map(at => [at])),
    ...consignment.parties.map((party, index) => group(coded(desk, 'codes.role', party.role), PARTY.map(name => [pointer('parties', index, name), partyOf(party.role, name)]))),
    ...consignment.goods.map((goods, index) => group(said(desk, 'target.goods', { line: goods.line }), GOODS.map(name => [pointer('goods', index, name)]))),
    ...consignment.equipment.map((equipment, index) => group(`${said(desk, 'target.equipment')} ${equipment.number}`, EQUIPMENT.map(name => [pointer('equipment', index, name), equipmentOf(equipment.number, name)])))
  ].filter(({ rows }) => rows.length > 0)
}

/** Finds in a declaration what stands for a field: roles and container numbers tell better than places in a list. */
type Match = (filing: FilingView) => string | null

const WHOLE = ['/document/number', '/document/parent', '/document/issuer', '/document/date', '/movement', '/conveyance/name', '/conveyance/identifier', '/conveyance/journey', '/conveyance/carrier', '/loading', '/discharge', '/origin', '/destination', '/packages', '/grossKilograms', '/freight', '/handling', '/notes']
const PARTY = ['name', 'address', 'city', 'postcode', 'country', 'identifiers', 'contacts']
const GOODS = ['description', 'commodity', 'packages', 'packageKind', 'grossKilograms', 'netKilograms', 'marks', 'origin', 'dangerous', 'equipment']
const EQUIPMENT = ['number', 'type', 'fullness', 'seals', 'grossKilograms', 'tareKilograms', 'verifiedKilograms']

const partyOf = (role: string, name: string): Match => ({ declaration }) => {
  const index = declaration.parties.findIndex(party => party.role === role)
  return index < 0 ? null : pointer('parties', index, name)
}

const equipmentOf = (number: string, name: string): Match => ({ declaration }) => {
  const index = declaration.equipment.findIndex(one => fold(one.number ?? '').replaceAll(' ', '') === fold(number).replaceAll(' ', ''))
  return index < 0 ? null : declaredAs(pointer('equipment', index, name))
}

interface Asked { readonly at: string, readonly label: string, readonly changed: boolean, readonly word: (code: string) => string }

const rowOf = (consignment: ConsignmentView, asked: Asked, match?: Match): BesideRow => {
  const resolved = textOf(valueAt(consignment, asked.at))
  const declared = consignment.filings.map(filing => {
    const at = match ? match(filing) : declaredAs(asked.at)
    const text = at === null ? '' : withUnit(filing, at)
    const position = at === null || text === '' ? null : nearest(filing.declaration.positions, at)
    return { text: asked.word(text), differs: text !== '' && !sameAs(text, resolved), place: position ? rawAt(filing.message, position) : null }
  })
  return { at: asked.at, label: asked.label, changed: asked.changed, resolved: asked.word(resolved), declared }
}

// Units of mass in kilograms: UN/ECE Recommendation 20, and the letters of Cargo-IMP.
const KILOGRAMS: Readonly<Record<string, number>> = { '': 1, KGM: 1, K: 1, TNE: 1000, LBR: 0.45359237, L: 0.45359237 }

// Case, accents, spaces and units are no differences: an officer is shown where the sense differs.
const sameAs = (declared: string, resolved: string): boolean => {
  if (fold(declared) === fold(resolved) || foldIdentifier(declared) === foldIdentifier(resolved)) return true
  // An airport by its IATA code is most often the end of its UN/LOCODE.
  if (/^[A-Z]{3}$/.test(declared) && resolved.length === 5 && resolved.endsWith(declared)) return true
  const [figure = '', unit = ''] = declared.split(' ')
  const kilograms = Number(figure.replace(',', '.')) * (KILOGRAMS[unit] ?? Number.NaN)
  return Math.abs(kilograms - Number(resolved)) < 0.5
}

// A declared figure means nothing without the unit it was declared in.
const withUnit = ({ declaration }: FilingView, at: string): string => {
  const text = textOf(valueAt(declaration, at))
  const unit = /\/(mass|volume)$/.test(at) ? valueAt(declaration, `${at}Unit`) : undefined
  return text !== '' && typeof unit === 'string' ? `${text} ${unit}` : text
}

const textOf = (value: unknown): string => {
  if (value === undefined || value === null) return ''
  if (Array.isArray(value)) return value.map(textOf).filter(text => text !== '').join(', ')
  // Of an identifier, a contact or a seal the value is what is compared; its scheme is each message's own.
  if (typeof value === 'object') return 'value' in value ? textOf(value.value) : 'number' in value ? textOf(value.number) : ''
  return String(value)
}
