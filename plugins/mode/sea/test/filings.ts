import { emptyDeclaration, type Code, type Declaration, type Filing, type Home, type Lookup, type Report } from 'wco-cts'

/** An administration of the made-up country ZZ with its port and one office. */
export const home: Home = {
  country: 'ZZ',
  office: place => place === 'ZZDEM' ? 'DEM01' : null,
  zone: place => place.startsWith('ZZ') ? 'Africa/Nairobi' : null
}

const PLACES: Readonly<Record<string, Code>> = {
  ZZDEM: { code: 'ZZDEM', name: 'Port Demo', zone: 'Africa/Nairobi' },
  NLRTM: { code: 'NLRTM', name: 'Rotterdam', zone: 'Europe/Amsterdam' },
  SGSIN: { code: 'SGSIN', name: 'Singapore' }
}
export const lookup: Lookup = (list, code) => list === 'un-locode' ? PLACES[code] ?? null : undefined

/** A plain bill of one container from Rotterdam to Port Demo. */
export const bill = (more: Partial<Declaration> = {}): Declaration => ({
  ...emptyDeclaration(),
  mode: 'sea',
  kind: 'bill',
  number: 'MSCU1234567',
  issuer: 'MSCU',
  loading: 'NLRTM',
  discharge: 'ZZDEM',
  conveyance: {
    identifier: '9074729',
    scheme: 'IMO',
    name: 'Demo Star',
    carrier: 'MSCU',
    journey: '214W',
    stops: [
      { place: 'NLRTM', purpose: 'load', time: '2026-03-01T18:00' },
      { place: 'ZZDEM', purpose: 'discharge', time: '2026-03-20T06:00' }
    ]
  },
  parties: [
    { role: 'consignor', name: 'Nordmeer Handel GmbH', country: 'DE', identifiers: [], contacts: [] },
    { role: 'consignee', name: 'Demo Imports Ltd', address: '1 Quay Road', identifiers: [{ scheme: 'TIN', value: 'p051' }], contacts: [{ kind: 'TE', value: '+254 1' }] },
    { role: 'notify', name: 'SAME AS CONSIGNEE', identifiers: [], contacts: [] }
  ],
  goods: [{ line: '1', description: 'CERAMIC TILES', commodity: ['6907.21'], packages: '20', packageKind: 'PX', mass: '18,5', massUnit: 'TNE', volume: '24', volumeUnit: 'CBM', dangerous: [], equipment: [{ number: 'CSQU 305438-3' }] }],
  equipment: [{ number: 'CSQU 305438-3', category: 'CN', type: '22G1', fullness: '5', seals: [{ number: 'a1' }] }],
  ...more
})

export const cuscar = (more: Partial<Report> = {}): Report => ({ kind: 'CUSCAR', reference: '1', sender: 'MSC', test: false, ...more })

/** A filing of what was declared, received on the day with this number. */
export const filed = (declaration: Declaration, day = 1, report: Partial<Report> = {}, more: Partial<Filing> = {}): Filing => ({
  id: uuid(day),
  message: uuid(day),
  sender: 'carrier-1',
  received: `2026-02-${String(day).padStart(2, '0')}T10:00:00Z`,
  report: cuscar(report),
  declaration,
  ...more
})

const uuid = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
