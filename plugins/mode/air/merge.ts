import {
  alongside, arrivalAt, arrivalIn, callsOf, codeOf, contentsOf, countryOf, dateOf, declaredDirection, departureAt, directionOf, eachSaid, emptyDeclaration, firstOf, locodeOf, normalAirWaybill, only,
  said, standingOf, streamsOf, supplemented, together, utcOf, type Consignment, type Declaration, type Filing, type Home, type Lookup
} from 'wco-cts'
import { dated } from './dated.ts'
import { manifestOf } from './manifest.ts'
import { putting } from './united.ts'
import { flightOf, kindOf } from './waybill.ts'

/** All filings of one waybill as one consignment: flight, airports, pieces and ULDs from manifests, goods, parties and routing from the waybill's own papers. */
export const mergeWaybill = (filings: readonly Filing[], lookup: Lookup, home: Home): Omit<Consignment, 'id'> => {
  const at = placeOf(lookup)
  const standings = streamsOf(filings.map(dated), streamOf).flatMap(stream => {
    const standing = standingOf(stream, putting, prepared => utcOf(prepared, 'UTC'))
    const [sent] = stream
    return standing && sent ? [{ ...standing, kind: sent.report.kind, sender: sent.sender, flight: carriageOf(sent), first: firstOf(filings, sent.sender), nearness: nearnessOf(standing.declaration, at, home) }] : []
  }).sort(byPrecedence)
  const alive = standings.filter(({ cancelled }) => !cancelled)
  const counted = alive.length > 0 ? alive : standings
  const flights = streamsOf(counted.filter(({ kind }) => MANIFESTS.includes(kind)), ({ flight }) => flight).map(reports => together(reports, emptyDeclaration()))
  const papers = counted.filter(({ kind }) => !MANIFESTS.includes(kind))
  // A waybill describes its goods better than its own sender's manifest; what another carrier's manifest calls them is not hidden by it.
  const theirs = counted.filter(({ kind, sender }) => MANIFESTS.includes(kind) && !papers.some(paper => paper.sender === sender)).flatMap(({ declaration }) => declaration.goods)
  const paper = papers.length === 0 ? emptyDeclaration() : alongside(together(papers, emptyDeclaration()), { ...emptyDeclaration(), goods: theirs })
  return {
    ...resolved(carried(paper, manifestOf(flights, place => at(place)?.startsWith(home.country) ?? false)), lookup, home),
    ...(alive.length === 0 ? { cancelled: true } : {}),
    senders: eachSaid(filings.map(({ sender }) => sender)).sort(),
    reports: eachSaid(filings.map(({ report }) => report.kind)).sort()
  }
}

/** Manifests of one flight replace each other; those of other flights carry other parts of the waybill. */
const streamOf = (filing: Filing): string => [filing.report.kind, filing.sender, MANIFESTS.includes(filing.report.kind) ? carriageOf(filing) : ''].join('\n')

const carriageOf = ({ declaration, received }: Filing): string => [flightOf(declaration, new Date(received)) ?? '', codeOf(declaration.loading) ?? ''].join('\n')

const MANIFESTS = ['FFM', 'XFFM']
// The waybill before the list of houses; whatever else names it between them.
const PAPERS = ['XFWB', 'FWB', 'XFZB']
const LISTS = ['XFHL', 'FHL']
const rankOf = (kind: string): number => PAPERS.includes(kind) ? PAPERS.indexOf(kind) : LISTS.includes(kind) ? 5 + LISTS.indexOf(kind) : 4

interface Ranked { readonly kind: string, readonly sender: string, readonly prepared: string | null, readonly first: string, readonly nearness: number }

/**
 * The waybill before lists of it. Of several senders the one who brings the cargo here, then the one who declared it first: a stranger can neither
 * lead it away nor, by a date he writes, put himself before its carrier. Of one sender's, what he prepared last.
 */
const byPrecedence = (a: Ranked, b: Ranked): number =>
  rankOf(a.kind) - rankOf(b.kind) || b.nearness - a.nearness || compare(a.first, b.first) || compare(a.sender, b.sender) || compare(b.prepared ?? '', a.prepared ?? '') || compare(a.kind, b.kind)

const nearnessOf = ({ origin, loading, discharge, destination }: Declaration, at: (text: string | undefined) => string | undefined, { country }: Home): number =>
  [loading ?? origin, discharge ?? destination].reduce((near, place, index) => at(place)?.startsWith(country) ? near + index + 1 : near, 0)

const compare = (a: string, b: string): number => a < b ? -1 : a > b ? 1 : 0

/** A waybill as its papers say it, carried as its manifests do. */
const carried = (paper: Declaration, manifest: Declaration | null): Declaration => manifest === null ? paper : {
  ...supplemented(paper, manifest),
  conveyance: manifest.conveyance.stops.length > 0 ? manifest.conveyance : { ...paper.conveyance, ...manifest.conveyance, stops: paper.conveyance.stops },
  ...only({ loading: manifest.loading ?? paper.loading, discharge: manifest.discharge ?? paper.discharge })
}

/** An airport's IATA code becomes its UN/LOCODE where the list of airports knows it. */
const placeOf = (lookup: Lookup) => (text: string | undefined): string | undefined => {
  const code = codeOf(text)
  const airport = code !== undefined && /^[A-Z]{3}$/.test(code) ? lookup('airports', code) : null
  return locodeOf(airport?.name ?? code ?? '') ?? code
}

const resolved = (declared: Declaration, lookup: Lookup, home: Home) => {
  const at = placeOf(lookup)
  const [origin, loading, discharge, destination] = [declared.origin, declared.loading, declared.discharge, declared.destination].map(at)
  const transhipments = eachSaid(declared.transhipments, at)
  const calls = callsOf(declared.conveyance.stops, at, place => home.zone(place) ?? lookup('un-locode', place)?.zone ?? null)
  const movementDeclared = declaredDirection(declared.movement)
  const [from, to] = [loading ?? origin, discharge ?? destination]
  return {
    ...contentsOf(declared),
    ...only({
      movement: directionOf({ country: home.country, origin, loading: from, transhipments, discharge: to, destination, calls, declared: movementDeclared }),
      movementDeclared,
      loading,
      discharge,
      origin,
      destination,
      office: said((to && home.office(to)) ?? (from && home.office(from)) ?? undefined),
      arrival: arrivalAt(calls, to) ?? arrivalIn(calls, home.country),
      departure: departureAt(calls, from)
    }),
    mode: 'air',
    transhipments,
    document: documentOf(declared),
    conveyance: { ...aircraftOf(declared), stops: calls }
  }
}

const waybillOf = (number: string | undefined): string | undefined => {
  const digits = normalAirWaybill(number ?? '')
  return digits === null ? codeOf(number) : `${digits.slice(0, 3)}-${digits.slice(3)}`
}

const documentOf = (declared: Declaration) => {
  const kind = kindOf(declared)
  return only({
    kind,
    number: kind === 'air-waybill' ? waybillOf(declared.number) : codeOf(declared.number),
    parent: waybillOf(declared.parent),
    issuer: codeOf(declared.issuer),
    date: dateOf(declared.issued)
  })
}

const aircraftOf = ({ conveyance }: Declaration) => only({
  identifier: codeOf(conveyance.identifier),
  name: codeOf(conveyance.name),
  nationality: countryOf(conveyance.nationality),
  carrier: codeOf(conveyance.carrier),
  journey: codeOf(conveyance.journey),
  date: dateOf(conveyance.date)
})
