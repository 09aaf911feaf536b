import type { Knex } from 'knex'
import type { Span, Tallied, TallyRow } from '../contract/desk.ts'
import { problem } from '../model/problem.ts'
import { ask } from './rows.ts'

/** A count asked by something that is not counted. */
export const tallyUnknown = problem<{ readonly of: string, readonly by: string }>('tally-unknown', 400)

const day = (column: string): string => `to_char(${column} AT TIME ZONE :zone, 'YYYY-MM-DD')`
/** A target that was withdrawn before any control of it was ordered was dismissed: nobody left anything undone. */
const group = (code: string, target: string): string => `CASE WHEN ${code} IS NULL THEN NULL WHEN ${code} = 'withdrawn' AND NOT EXISTS (SELECT FROM cts.control k WHERE k.target = ${target}) THEN 'dismissed' WHEN ${code} = 'positive' THEN 'found' WHEN ${code} = 'negative' THEN 'nothing' ELSE 'not-examined' END`

interface Counted { readonly from: string, readonly time: string, readonly by: Readonly<Record<string, string>> }

/** What may be counted, and the expression of each thing it may be counted by. Nothing an asker sends becomes SQL. */
const COUNTED: Readonly<Record<Tallied, Counted>> = {
  messages: { from: 'cts.message m', time: 'm.received', by: { day: day('m.received'), format: 'm.format', sender: 'm.sender', state: 'm.state', channel: 'm.channel' } },
  consignments: { from: 'cts.consignment c', time: 'c.received', by: { day: day('c.received'), mode: 'c.mode', lane: 'c.lane', state: 'c.state', movement: 'c.movement', office: 'c.office' } },
  findings: {
    from: '(SELECT * FROM cts.finding WHERE only_for IS NULL) f LEFT JOIN LATERAL (SELECT t.id, t.outcome FROM cts.target t WHERE t.consignment = f.consignment ORDER BY t.opened DESC LIMIT 1) t ON true',
    time: 'f.made',
    by: { profile: 'f.profile::text', title: 'f.title', type: 'f.type', day: day('f.made'), outcome: group('t.outcome', 't.id') }
  },
  targets: {
    from: 'cts.target t',
    time: 't.opened',
    by: { day: day('t.opened'), lane: 't.opened_lane', state: 't.state', office: 't.office', outcome: 't.outcome', overdue: `CASE WHEN t.ended IS NULL AND t.due < clock_timestamp() THEN 'overdue' WHEN t.ended IS NULL THEN 'open' ELSE 'ended' END` }
  },
  steps: { from: 'cts.deed d', time: 'd.at', by: { step: 'd.step', plugin: 'd.plugin', actor: 'd.actor', actorName: 'd.actor_name', day: day('d.at'), to: 'd.to_state' } },
  controls: {
    from: 'cts.control k LEFT JOIN cts.outcome o ON o.target = k.target',
    time: 'k.at',
    // Ordered, and the target has an outcome without it: it was not carried out.
    by: { means: `k.content->>'means'`, result: `coalesce(k.content->>'result', CASE WHEN o.code IS NOT NULL THEN 'not-done' END)`, day: day('k.at') }
  },
  outcomes: {
    from: 'cts.outcome o JOIN cts.target t ON t.id = o.target',
    time: 'o.at',
    by: { code: 'o.code', group: group('o.code', 'o.target'), reason: 'o.reason', day: day('o.at'), lane: 't.opened_lane' }
  },
  journal: { from: 'cts.journal j', time: 'j.at', by: { actor: 'j.actor', actorName: 'j.actor_name', action: 'j.action', day: day('j.at') } }
}

/** Counts grouped in the database. A finding counts once a consignment and profile version. */
export const tally = async (knex: Knex, of: Tallied, by: readonly string[], span: Span, zone: string): Promise<readonly TallyRow[]> => {
  const counted = COUNTED[of]
  const columns = by.map(name => {
    const expression = Object.hasOwn(counted.by, name) ? counted.by[name] : undefined
    if (expression === undefined) throw tallyUnknown({ of, by: name })
    return `${expression} AS "${name}"`
  })
  const what = of === 'findings' ? 'count(DISTINCT (f.consignment, f.profile, f.profile_version))' : 'count(*)'
  const groups = by.length === 0 ? '' : `GROUP BY ${by.map((_, index) => index + 1).join(', ')} ORDER BY ${by.map((_, index) => index + 1).join(', ')}`
  return ask<TallyRow>(knex, `
    SELECT ${[...columns, `${what} AS count`].join(', ')} FROM ${counted.from}
    WHERE ${counted.time} >= :from AND ${counted.time} < :until ${groups}`, { from: span.from, until: span.until, zone })
}
