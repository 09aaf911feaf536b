import { Type, type Static } from '@sinclair/typebox'
import { maybe, some, text } from './kind.ts'

const strict = { additionalProperties: false }
const count = (title: string) => Type.Integer({ minimum: 0, title })
const figure = (title: string) => Type.Number({ minimum: 0, title })
const time = (title: string) => Type.String({ format: 'date-time', title })

export const Identifier = Type.Object({ scheme: text('Scheme', 'code'), value: text('Identifier', 'identifier') }, strict)

export const Party = Type.Object({
  role: text('Role', 'code'),
  name: maybe(text('Party name', 'name')),
  address: maybe(text('Address', 'address')),
  city: maybe(text('City', 'text')),
  postcode: maybe(text('Postcode', 'code')),
  country: maybe(text('Country', 'country')),
  identifiers: some(Identifier),
  contacts: some(Type.Object({ kind: text('Kind', 'code'), value: text('Telephone or e-mail', 'contact') }, strict))
}, { title: 'Party', ...strict })
export type Party = Static<typeof Party>

export const Goods = Type.Object({
  line: Type.Integer({ minimum: 1, title: 'Line' }),
  description: maybe(text('Goods description', 'text')),
  commodity: some(text('HS code', 'commodity')),
  packages: maybe(count('Packages')),
  packageKind: maybe(text('Kind of package', 'code')),
  grossKilograms: maybe(figure('Gross mass, kg')),
  netKilograms: maybe(figure('Net mass, kg')),
  cubicMetres: maybe(figure('Volume, m³')),
  marks: maybe(text('Marks and numbers', 'text')),
  origin: maybe(text('Country of origin', 'country')),
  dangerous: some(text('UN number', 'code')),
  equipment: some(text('Stowed in', 'equipment'))
}, { title: 'Goods item', ...strict })
export type Goods = Static<typeof Goods>

export const Equipment = Type.Object({
  number: text('Container or ULD', 'equipment'),
  category: maybe(text('Category', 'code')),
  type: maybe(text('Size and type', 'code')),
  fullness: maybe(Type.Union([Type.Literal('full'), Type.Literal('empty'), Type.Literal('part')], { title: 'Full or empty' })),
  seals: some(text('Seal', 'identifier')),
  grossKilograms: maybe(figure('Gross mass, kg')),
  tareKilograms: maybe(figure('Tare, kg')),
  verifiedKilograms: maybe(figure('Verified gross mass, kg'))
}, { title: 'Equipment', ...strict })
export type Equipment = Static<typeof Equipment>

/** A call. `time` is UTC; `timeDeclared` the text as sent and `zone` the zone it was read in, assumed where the message gave none. */
export const Stop = Type.Object({
  place: text('Place', 'place'),
  purpose: Type.Union((['load', 'transit', 'discharge', 'departure', 'arrival', 'first-arrival'] as const).map(p => Type.Literal(p)), { title: 'Purpose' }),
  time: maybe(time('Time')),
  timeDeclared: maybe(text('Time as declared', 'code')),
  zone: maybe(text('Time zone', 'code'))
}, { title: 'Call', ...strict })

export const Conveyance = Type.Object({
  identifier: maybe(text('IMO number or registration', 'identifier')),
  name: maybe(text('Ship or aircraft', 'name')),
  nationality: maybe(text('Flag', 'country')),
  carrier: maybe(text('Carrier', 'code')),
  journey: maybe(text('Voyage or flight', 'identifier')),
  date: maybe(Type.String({ format: 'date', title: 'Date of the journey' })),
  stops: some(Stop, 'Calls')
}, { title: 'Means of transport', ...strict })
export type Conveyance = Static<typeof Conveyance>

export const Movement = Type.Union((['import', 'export', 'transit', 'transhipment', 'on-board'] as const).map(m => Type.Literal(m)), { title: 'Movement' })
export type Movement = Static<typeof Movement>

/** One consignment as resolved by its mode from its filings. Everything but id, mode and document kind is optional: a doubtful filing is assessed too. */
export const Consignment = Type.Object({
  id: Type.String({ format: 'uuid', title: 'Consignment' }),
  mode: text('Mode of transport', 'code'),
  movement: maybe(Movement),
  movementDeclared: maybe(Movement),
  cancelled: maybe(Type.Boolean({ title: 'Cancelled' })),
  document: Type.Object({
    kind: text('Kind of transport document', 'code'),
    number: maybe(text('Transport document', 'identifier')),
    parent: maybe(text('Master document', 'identifier')),
    issuer: maybe(text('Issuer', 'code')),
    date: maybe(Type.String({ format: 'date', title: 'Date of issue' }))
  }, { title: 'Transport document', ...strict }),
  conveyance: Conveyance,
  loading: maybe(text('Place of loading', 'place')),
  discharge: maybe(text('Place of discharge', 'place')),
  origin: maybe(text('Place of receipt', 'place')),
  destination: maybe(text('Place of delivery', 'place')),
  transhipments: some(text('Transhipment', 'place')),
  office: maybe(text('Customs office', 'code')),
  arrival: maybe(time('Arrival')),
  departure: maybe(time('Departure')),
  packages: maybe(count('Packages, all')),
  grossKilograms: maybe(figure('Gross mass, all, kg')),
  cubicMetres: maybe(figure('Volume, all, m³')),
  freight: maybe(Type.Union([Type.Literal('prepaid'), Type.Literal('collect')], { title: 'Freight' })),
  parties: some(Party, 'Parties'),
  goods: some(Goods, 'Goods'),
  equipment: some(Equipment, 'Equipment'),
  handling: some(text('Special handling', 'code')),
  references: some(Identifier, 'References'),
  customs: some(Type.Object({
    country: maybe(text('Country', 'country')), subject: maybe(text('Subject', 'code')), content: maybe(text('Content', 'code')), text: maybe(text('Note', 'text'))
  }, strict), 'Customs notes'),
  notes: some(text('Note', 'text')),
  senders: some(text('Sender', 'code')),
  reports: some(text('Reported in', 'code'))
}, { title: 'Consignment', ...strict })
export type Consignment = Static<typeof Consignment>
