import { Type, type Static } from '@sinclair/typebox'
import { Position } from './issue.ts'

const said = Type.Optional(Type.String())
const strict = { additionalProperties: false }

/** An identifier as declared: a scheme in the message's own code (`IMO`, `SCAC`, `TIN`, …) and its value. */
export const DeclaredIdentifier = Type.Object({ scheme: said, value: Type.String() }, strict)

/** A party as declared. `role` is canonical where the format can tell (`consignor`, `consignee`, `notify`, `carrier`, `agent`, `forwarder`, …); `roleDeclared` is the message's own code. */
export const DeclaredParty = Type.Object({
  role: said,
  roleDeclared: said,
  name: said,
  address: said,
  city: said,
  region: said,
  postcode: said,
  country: said,
  identifiers: Type.Array(DeclaredIdentifier),
  contacts: Type.Array(Type.Object({ kind: said, value: Type.String() }, strict))
}, strict)
export type DeclaredParty = Static<typeof DeclaredParty>

/** One goods item as declared. Figures are text with the unit beside them, never converted. */
export const DeclaredGoods = Type.Object({
  line: said,
  description: said,
  commodity: Type.Array(Type.String()),
  packages: said,
  packageKind: said,
  mass: said,
  massUnit: said,
  netMass: said,
  volume: said,
  volumeUnit: said,
  marks: said,
  origin: said,
  value: said,
  currency: said,
  dangerous: Type.Array(Type.String()),
  equipment: Type.Array(Type.Object({ number: Type.String(), packages: said }, strict))
}, strict)
export type DeclaredGoods = Static<typeof DeclaredGoods>

/** One container, ULD, trailer or other piece of equipment as declared. */
export const DeclaredEquipment = Type.Object({
  number: said,
  category: said,
  type: said,
  supplier: said,
  fullness: said,
  movement: said,
  seals: Type.Array(Type.Object({ number: Type.String(), affixedBy: said }, strict)),
  mass: said,
  massUnit: said,
  tare: said,
  verifiedMass: said,
  temperature: said,
  remark: said
}, strict)
export type DeclaredEquipment = Static<typeof DeclaredEquipment>

/** A call of the means of transport. `purpose` is canonical: `load`, `discharge`, `transit`, `departure`, `arrival`, `first-arrival`. `time` is ISO 8601 local, without zone unless the message gave one; `timeDeclared` is as sent. */
export const DeclaredStop = Type.Object({
  place: said,
  placeName: said,
  purpose: said,
  time: said,
  timeKind: said,
  timeDeclared: said
}, strict)

/** The means of transport as declared. */
export const DeclaredConveyance = Type.Object({
  mode: said,
  identifier: said,
  scheme: said,
  name: said,
  nationality: said,
  carrier: said,
  carrierName: said,
  journey: said,
  date: said,
  stops: Type.Array(DeclaredStop)
}, strict)
export type DeclaredConveyance = Static<typeof DeclaredConveyance>

/**
 * One transport document exactly as declared: text, nothing resolved, nothing dropped.
 * `action` says what the sender meant: `original`, `replace`, `change`, `add`, `delete`, `cancel`.
 * `kind` is a document kind of a mode: `bill`, `master-bill`, `house-bill`, `air-waybill`, `house-air-waybill`.
 * `positions` leads from a JSON pointer into this declaration to its place in the message; `rest` holds what had no field.
 */
export const Declaration = Type.Object({
  action: said,
  mode: said,
  movement: said,
  movementDeclared: said,
  kind: said,
  number: said,
  parent: said,
  issuer: said,
  issued: said,
  conveyance: DeclaredConveyance,
  loading: said,
  discharge: said,
  origin: said,
  destination: said,
  transhipments: Type.Array(Type.String()),
  placeNames: Type.Record(Type.String(), Type.String()),
  parties: Type.Array(DeclaredParty),
  goods: Type.Array(DeclaredGoods),
  equipment: Type.Array(DeclaredEquipment),
  totals: Type.Object({ packages: said, mass: said, massUnit: said, volume: said, volumeUnit: said, pieces: said, piecesTotal: said, split: said }, strict),
  freight: said,
  handling: Type.Array(Type.String()),
  references: Type.Array(Type.Object({ scheme: Type.String(), value: Type.String() }, strict)),
  notes: Type.Array(Type.Object({ subject: said, text: Type.String() }, strict)),
  customs: Type.Array(Type.Object({ country: said, subject: said, content: said, text: said }, strict)),
  rest: Type.Array(Type.Object({ path: Type.String(), text: Type.String() }, strict)),
  positions: Type.Record(Type.String({ format: 'json-pointer' }), Position)
}, strict)
export type Declaration = Static<typeof Declaration>

/** A declaration with nothing in it yet, for a format to fill. */
export const emptyDeclaration = (): Declaration => ({
  conveyance: { stops: [] },
  transhipments: [],
  placeNames: {},
  parties: [],
  goods: [],
  equipment: [],
  totals: {},
  handling: [],
  references: [],
  notes: [],
  customs: [],
  rest: [],
  positions: {}
})
