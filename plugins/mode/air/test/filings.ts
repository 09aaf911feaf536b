import { emptyDeclaration, type Code, type Declaration, type Filing, type Home, type Lookup, type Report } from 'wco-cts'

/** An administration of the made-up country ZZ with its airport and one office. */
export const home: Home = {
  country: 'ZZ',
  office: place => place === 'ZZAIR' ? 'AIR01' : null,
  zone: place => place.startsWith('ZZ') ? 'Africa/Nairobi' : null
}

const CODES: Readonly<Record<string, Readonly<Record<string, Code>>>> = {
  airports: { ZZA: { code: 'ZZA', name: 'ZZAIR' }, AMS: { code: 'AMS', name: 'NLAMS' }, KEF: { code: 'KEF', name: 'ISKEF' } },
  'un-locode': { ZZAIR: { code: 'ZZAIR', name: 'Demo Airport', zone: 'Africa/Nairobi' }, NLAMS: { code: 'NLAMS', name: 'Amsterdam', zone: 'Europe/Amsterdam' } }
}
export const lookup: Lookup = (list, code) => CODES[list] === undefined ? undefined : CODES[list][code] ?? null

/** A waybill as FWB gives it: goods and parties, and by which flight. */
export const waybill = (more: Partial<Declaration> = {}): Declaration => ({
  ...emptyDeclaration(),
  mode: 'air',
  kind: 'air-waybill',
  number: '057-76215436',
  origin: 'AMS',
  destination: 'ZZA',
  issued: '2026-02-27',
  parties: [
    { role: 'consignor', name: 'Nordmeer Handel GmbH', identifiers: [], contacts: [] },
    { role: 'consignee', name: 'Demo Imports Ltd', identifiers: [], contacts: [] }
  ],
  goods: [{ description: 'PUMP PARTS', commodity: ['841391'], packages: '12', mass: '300', massUnit: 'K', dangerous: [], equipment: [] }],
  totals: { pieces: '12', mass: '300', massUnit: 'K' },
  ...more
})

/** A line of a flight manifest as FFM gives it: no year, no parties, airports and pieces. */
export const line = (more: Partial<Declaration> = {}): Declaration => ({
  ...emptyDeclaration(),
  mode: 'air',
  kind: 'air-waybill',
  number: '057-76215436',
  origin: 'AMS',
  destination: 'ZZA',
  loading: 'AMS',
  discharge: 'ZZA',
  conveyance: {
    carrier: 'ZD',
    journey: 'ZD0145',
    date: '01MAR',
    stops: [{ place: 'AMS', purpose: 'departure', timeDeclared: '01MAR0810' }, { place: 'ZZA', purpose: 'arrival', timeDeclared: '01MAR1930' }]
  },
  goods: [{ description: 'PUMP PARTS', commodity: [], dangerous: [], equipment: [] }],
  totals: { split: 'T', pieces: '12', mass: '300', massUnit: 'K' },
  ...more
})

export const report = (kind: string, more: Partial<Report> = {}): Report => ({ kind, test: false, ...more })

/** A filing in one kind of report, received on a day of March 2026. */
export const filed = (kind: string, declaration: Declaration, day = 1, more: Partial<Filing> = {}): Filing => ({
  id: uuid(day),
  message: uuid(day),
  sender: 'airline-1',
  received: `2026-03-${String(day).padStart(2, '0')}T05:00:00Z`,
  report: report(kind),
  declaration,
  ...more
})

const uuid = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
