import { Type, type Static } from 'wco-cts'

const strict = { additionalProperties: false }
const count = (title: string) => Type.Integer({ minimum: 0, title })
const time = (title: string) => Type.String({ format: 'date-time', title })

/** What earlier consignments say of one thing. Dates are missing where there were none. */
const past = {
  at: Type.String({ format: 'json-pointer', title: 'Place in the consignment' }),
  firstSeen: Type.Boolean({ title: 'Never seen before' }),
  movements: count('Earlier consignments'),
  since: Type.Optional(time('Known since')),
  lastSeen: Type.Optional(time('Last seen')),
  daysSinceLast: Type.Optional(count('Days since last seen')),
  targets: count('Earlier targets'),
  examined: count('Earlier controls with a result'),
  positive: count('Earlier controls that found something'),
  negative: count('Earlier controls that found nothing')
}
export const Past = Type.Object(past, strict)
export type Past = Static<typeof Past>

export const HistoryFacts = Type.Object({
  parties: Type.Array(Type.Object({ role: Type.String({ title: 'Role' }), ...past }, strict), { title: 'Parties' }),
  equipment: Type.Array(Type.Object({ number: Type.String({ title: 'Container or ULD' }), ...past }, strict), { title: 'Equipment' }),
  conveyance: Type.Optional(Type.Object({ identifier: Type.String({ title: 'IMO number or registration' }), ...past }, { title: 'Means of transport', ...strict })),
  consigneeFirstSeen: Type.Boolean({ title: 'Consignee never seen before' }),
  consignorFirstSeen: Type.Boolean({ title: 'Consignor never seen before' }),
  pairFirstSeen: Type.Optional(Type.Boolean({ title: 'Consignor and consignee never seen together' }))
}, strict)
export type HistoryFacts = Static<typeof HistoryFacts>
