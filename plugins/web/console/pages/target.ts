import { filled, Problem, Type, type ConsolePage, type Desk, type Offer, type Party, type TargetView } from 'wco-cts'
import { besideOf } from '../beside.ts'
import { cargoInShort } from '../cargo-in-short.ts'
import { knownOf, partyName } from '../known.ts'
import { goneOf, reasonsOf } from '../reasons.ts'
import { retold } from '../retold.ts'
import { routeOf } from '../route.ts'
import { cargoLabel, ifAllowed, link, one, said } from '../said.ts'

const query = Type.Object({ id: Type.String({ title: 'Target', format: 'uuid' }) })

/** One target as a person decides it: why, what it is, what is known of it, what was done, what can be done now. */
export const target: ConsolePage<typeof query> = {
  id: 'target',
  path: '/targets/:id',
  permission: 'targets.read',
  query,
  template: 'target',
  async view ({ id }, desk) {
    const seen = await desk.target(id)
    const [consignment, steps] = await Promise.all([ifAllowed(() => desk.consignment(seen.consignment)), desk.steps(id)])
    const person = steps.some(asksForPerson) ? await desk.colleagues() : []
    return {
      title: said(desk, 'target.title', { number: seen.cargo.number ?? seen.id.slice(0, 8) }),
      target: plain(seen),
      cargo: cargoInShort(seen.cargo),
      reasons: consignment ? await reasonsOf(seen.findings, consignment, desk, MOST_EXPLAINED) : seen.findings.map(found => ({ ...found, evidence: [], conditions: [], gone: goneOf(found, desk) })),
      gaps: seen.gaps,
      since: sinceOf(seen, desk),
      consignment: consignment && { id: consignment.id, goods: consignment.goods, parties: consignment.parties.map(partyOf).filter(({ name }) => name !== null), equipment: consignment.equipment, route: routeOf(consignment), filings: consignment.filings.map(filingOf), beside: besideOf(consignment, desk) },
      known: consignment ? knownOf(consignment) : [],
      history: seen.history,
      sheet: desk.reports().some(report => report.id === 'dossier') ? link('/api/v1/reports/dossier', { target: id, format: 'pdf' }) : null,
      steps: steps.map(offer => ({ ...stepOf(offer, desk), offers: { person }, version: seen.version, action: `/targets/${id}` }))
    }
  },
  async act (form, { id }, desk) {
    const step = one(form, 'do')
    const offer = (await desk.steps(id)).find(offered => offered.id === step)
    if (!offer) throw new Problem('step-not-offered', 409, { step })
    const version = Number(one(form, 'version'))
    const after = await retold(offer.plugin, desk, () => desk.take(id, Number.isInteger(version) && version > 0 ? version : null, step, filled(offer.form, form)))
    const ended = ENDED.has(after.state)
    return { to: ended ? '/targets' : `/targets/${id}`, says: ended ? 'target.ended' : 'target.taken', params: { step: desk.text(offer.plugin, 'title'), number: after.cargo.number ?? '' } }
  }
}

// Each explanation is a look at a profile, and journaled as one.
const MOST_EXPLAINED = 5

// After these nothing is left to do, so the officer is brought back to the queue.
const ENDED: ReadonlySet<string> = new Set(['dismissed', 'closed', 'withdrawn', 'lapsed', 'no-show', 'missed', 'waived'])

// The next key of each step, printed on its button (console 3.3). A step of a plugin we do not know has none.
const KEYS: Readonly<Record<string, string>> = { assign: 'a', review: 'c', instruct: 'r', examine: 'e', release: 'l' }

const stepOf = ({ id, plugin, form }: Offer, desk: Desk) => ({
  do: id, plugin, schema: form, label: stepLabel(plugin, id, desk), button: said(desk, 'target.do', { step: desk.text(plugin, 'title') }), key: KEYS[id] ?? null
})

const asksForPerson = ({ form }: Offer): boolean => Object.values(form.properties).some(field => field['kind'] === 'person')

const partyOf = ({ role, country, address, ...party }: Party) => ({ role, name: partyName(party), country: country ?? null, address: address ?? null })

const stepLabel = (plugin: string, id: string, desk: Desk): string => desk.text(plugin, `steps.${id}`)

// An amendment the officer who decided did not see is told from one he did.
const sinceOf = ({ cancelled, amended, cargo, lane, score, result, history }: TargetView, desk: Desk) => ({
  any: cancelled || amended.length > 0,
  cancelled,
  amended: amended.filter(({ changed }) => changed.some(at => at !== '/cancelled')).map(({ version, made, changed }) => ({
    version, made, fields: [...new Set(changed.filter(at => at !== '/cancelled').map(at => cargoLabel(desk, at)))].join(', '), late: result !== null && Date.parse(made) > Math.max(...history.map(({ at }) => Date.parse(at)))
  })),
  present: cargo.lane === null || (cargo.lane === lane && cargo.score === score) ? null : { lane: cargo.lane, score: cargo.score }
})

const filingOf = ({ report, sender, received, message }: { report: { kind: string }, sender: string, received: string, message: string }) => ({ kind: report.kind, sender, received, message })

const plain = (seen: TargetView) => ({
  id: seen.id, lane: seen.lane, score: seen.score, state: seen.state, due: seen.result === null ? seen.due ?? null : null, opened: seen.opened, owner: seen.assigneeName ?? null, office: seen.office ?? null,
  controls: seen.controls.map(({ means, place, note, result, discoveries }) => ({ means, place: place ?? null, note: note ?? null, result: result ?? null, discoveries })),
  holds: seen.holds,
  result: seen.result && { code: seen.result.code === 'withdrawn' && seen.controls.length === 0 ? 'dismissed' : seen.result.code, reason: seen.result.reason ?? null, note: seen.result.note ?? null }
})
