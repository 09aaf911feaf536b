import {
  arrivalAt, arrivalIn, callsOf, codeOf, contentsOf, countryOf, dateOf, declaredDirection, departureAt, directionOf, eachSaid, emptyDeclaration, firstOf, locodeOf, normalShip, only, said,
  standingOf, streamsOf, together, utcOf, type Consignment, type Declaration, type Filing, type Home, type Lookup
} from 'wco-cts'
import { kindOf } from './bill.ts'
import { putting } from './united.ts'

/** All filings of one bill as one consignment. What a sender says in one kind of report stands for itself; his reports fill what others of his leave open, and nobody hides what another sender declared. */
export const mergeBill = (filings: readonly Filing[], lookup: Lookup, home: Home): Omit<Consignment, 'id'> => {
  const standings = streamsOf(filings, ({ report, sender }) => `${report.kind}\n${sender}`).flatMap(stream => {
    const standing = standingOf(stream, putting, prepared => utcOf(prepared, 'UTC'))
    const [sent] = stream
    return standing && sent ? [{ ...standing, kind: sent.report.kind, sender: sent.sender, first: firstOf(filings, sent.sender), nearness: nearnessOf(standing.declaration, home) }] : []
  }).sort(byPrecedence)
  const alive = standings.filter(({ cancelled }) => !cancelled)
  return {
    ...resolved(together(alive.length > 0 ? alive : standings, emptyDeclaration()), lookup, home),
    ...(alive.length === 0 ? { cancelled: true } : {}),
    senders: eachSaid(filings.map(({ sender }) => sender)).sort(),
    reports: eachSaid(filings.map(({ report }) => report.kind)).sort()
  }
}

interface Ranked { readonly kind: string, readonly sender: string, readonly prepared: string | null, readonly first: string, readonly nearness: number }

// Manifests of the carrier to Customs come before papers between carriers and their customers.
const MANIFESTS = ['CUSCAR', '309', 'Awmds', 'Awbolds']
const rankOf = (kind: string): number => (MANIFESTS.indexOf(kind) + MANIFESTS.length + 1) % (MANIFESTS.length + 1)

/**
 * Manifests first. Of several senders the one who brings the cargo here, then the one who declared it first: a stranger can neither lead it away
 * nor, by a date he writes, put himself before its carrier. Of one sender's, what he prepared last.
 */
const byPrecedence = (a: Ranked, b: Ranked): number =>
  rankOf(a.kind) - rankOf(b.kind) || b.nearness - a.nearness || compare(a.first, b.first) || compare(a.sender, b.sender) || compare(b.prepared ?? '', a.prepared ?? '') || compare(a.kind, b.kind)

const nearnessOf = ({ loading, discharge }: Declaration, { country }: Home): number =>
  [loading, discharge].reduce((near, place, index) => placeOf(place)?.startsWith(country) ? near + index + 1 : near, 0)

const compare = (a: string, b: string): number => a < b ? -1 : a > b ? 1 : 0

const placeOf = (text: string | undefined): string | undefined => locodeOf(text ?? '') ?? codeOf(text)

const resolved = (declared: Declaration, lookup: Lookup, home: Home) => {
  const [origin, loading, discharge, destination] = [declared.origin, declared.loading, declared.discharge, declared.destination].map(placeOf)
  const transhipments = eachSaid(declared.transhipments, placeOf)
  const calls = callsOf(declared.conveyance.stops, placeOf, place => home.zone(place) ?? lookup('un-locode', place)?.zone ?? null)
  const movementDeclared = declaredDirection(declared.movement)
  return {
    ...contentsOf(declared),
    ...only({
      movement: directionOf({ country: home.country, origin, loading, transhipments, discharge, destination, calls, declared: movementDeclared }),
      movementDeclared,
      loading,
      discharge,
      origin,
      destination,
      office: said((discharge && home.office(discharge)) ?? (loading && home.office(loading)) ?? undefined),
      arrival: arrivalAt(calls, discharge) ?? arrivalIn(calls, home.country),
      departure: departureAt(calls, loading)
    }),
    mode: 'sea',
    transhipments,
    document: documentOf(declared),
    conveyance: { ...shipOf(declared), stops: calls }
  }
}

const documentOf = (declared: Declaration) => only({
  kind: kindOf(declared),
  number: codeOf(declared.number),
  parent: codeOf(declared.parent),
  issuer: codeOf(declared.issuer),
  date: dateOf(declared.issued)
})

const shipOf = ({ conveyance }: Declaration) => only({
  identifier: normalShip(conveyance.identifier ?? '') ?? codeOf(conveyance.identifier),
  name: codeOf(conveyance.name),
  nationality: countryOf(conveyance.nationality),
  carrier: codeOf(conveyance.carrier),
  journey: codeOf(conveyance.journey),
  date: dateOf(conveyance.date)
})
