import { Type, type ConsignmentView, type ConsolePage, type Desk } from 'wco-cts'
import { besideOf } from '../beside.ts'
import { knownOf } from '../known.ts'
import { reasonsOf } from '../reasons.ts'
import { routeOf } from '../route.ts'
import { cargoLabel, said } from '../said.ts'

const query = Type.Object({ id: Type.String({ title: 'Consignment', format: 'uuid' }) })

/** One consignment: as resolved beside as declared, its versions with what each changed, findings, facts and links. */
export const consignment: ConsolePage<typeof query> = {
  id: 'consignment',
  path: '/consignments/:id',
  permission: 'consignments.read',
  query,
  template: 'consignment',
  async view ({ id }, desk) {
    const seen = await desk.consignment(id)
    return {
      title: said(desk, 'consignment.title', { number: seen.document.number ?? seen.id.slice(0, 8) }),
      id,
      number: seen.document.number ?? null,
      kind: seen.document.kind,
      mode: seen.mode,
      state: seen.state,
      lane: seen.lane,
      score: seen.score,
      arrival: seen.arrival ?? null,
      received: seen.received,
      cancelled: seen.cancelled ?? false,
      target: seen.target ?? null,
      route: routeOf(seen),
      reasons: await reasonsOf(seen.findings, seen, desk),
      gaps: seen.gaps,
      known: knownOf(seen),
      filings: seen.filings.map(({ report, sender, received, message }) => ({ kind: report.kind, sender, received, message })),
      beside: besideOf(seen, desk),
      versions: versionsOf(seen, desk),
      linked: seen.linked.map(({ scheme, consignment, number, kind }) => ({ scheme, href: `/consignments/${consignment}`, number: number ?? null, kind }))
    }
  }
}

const versionsOf = ({ versions }: ConsignmentView, desk: Desk) => versions.toReversed().map(({ version, made, message, changed }) => ({
  version, made, message, changed: [...new Set(changed.map(at => cargoLabel(desk, at)))]
}))
