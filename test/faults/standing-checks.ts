import type { Ledger } from './ledger.ts'

/** Something that must never be found: a sentence, and the question whose rows are breaches of it. `$1` are the messages that are looked at. */
export interface Check { readonly says: string, readonly sql: string }

/** What holds at every moment, also right after a kill: a batch is there whole, or nothing of it. */
export const standing: readonly Check[] = [
  {
    says: 'the cursor of a message does not stand behind its filings',
    sql: `SELECT m.id, m.place, f.n, f.newest FROM cts.message m
      CROSS JOIN LATERAL (SELECT count(*) AS n, coalesce(max(ordinal) + 1, 0) AS newest FROM cts.filing WHERE message = m.id) f
      WHERE m.id = ANY($1::uuid[]) AND (m.place <> f.n OR f.n <> f.newest)`
  },
  {
    says: 'a message counts other consignments than it names',
    sql: `SELECT m.id, m.consignments, m.assessed, n.n FROM cts.message m
      CROSS JOIN LATERAL (SELECT count(*) AS n FROM cts.consignment_of_message WHERE message = m.id) n
      WHERE m.id = ANY($1::uuid[]) AND (m.consignments <> n.n OR m.assessed <> n.n)`
  },
  {
    says: 'a message counts other issues than it has',
    sql: `SELECT m.id, m.errors, m.warnings, i.* FROM cts.message m
      CROSS JOIN LATERAL (SELECT count(*) AS n, coalesce(max(ordinal) + 1, 0) AS newest, count(*) FILTER (WHERE severity = 'error') AS e, count(*) FILTER (WHERE severity = 'warning') AS w
        FROM cts.issue WHERE message = m.id) i
      WHERE m.id = ANY($1::uuid[]) AND (i.n <> i.newest OR m.errors <> i.e OR m.warnings <> i.w)`
  },
  { says: 'a filing belongs to no consignment', sql: `SELECT id, ordinal FROM cts.filing WHERE message = ANY($1::uuid[]) AND consignment IS NULL` },
  { says: 'a consignment is not assessed', sql: `SELECT id, number, version, state FROM cts.consignment WHERE state <> 'assessed' AND $1::uuid[] IS NOT NULL` },
  {
    says: 'a consignment has several open targets',
    sql: `SELECT consignment, count(*) FROM cts.target WHERE $1::uuid[] IS NOT NULL GROUP BY 1 HAVING count(*) > 1`
  },
  {
    says: 'a target has no alert, or several',
    sql: `SELECT t.id, count(a.id) FROM cts.target t LEFT JOIN cts.alert a ON a.target = t.id WHERE $1::uuid[] IS NOT NULL GROUP BY 1 HAVING count(a.id) <> 1`
  },
  {
    says: 'a batch tells a person twice',
    sql: `SELECT address, made, count(*) FROM cts.outbox WHERE $1::uuid[] IS NOT NULL GROUP BY 1, 2 HAVING count(*) > 1`
  },
  {
    says: 'notices tell of other targets than there are',
    sql: `SELECT o.n AS told, t.n AS there FROM (SELECT coalesce(sum(coalesce((notice->'params'->>'count')::int, 1)), 0) AS n, array_agg(DISTINCT made) AS made FROM cts.outbox) o,
      (SELECT count(*) AS n, array_agg(DISTINCT opened) AS opened FROM cts.target) t WHERE $1::uuid[] IS NOT NULL AND (o.n <> t.n OR o.made IS DISTINCT FROM t.opened)`
  }
]

/** Breaches of what holds at every moment: the messages that are under way, or were a moment ago, are looked at one by one. */
export const standingBreaches = (ledger: Ledger, messages: readonly string[]): Promise<readonly string[]> => breachesOf(ledger, standing, messages)

/** Asks each check; a breach shows the first rows that are one. */
export const breachesOf = async (ledger: Ledger, checks: readonly Check[], messages: readonly string[]): Promise<readonly string[]> => {
  const breaches: string[] = []
  for (const { says, sql } of checks) {
    const rows = await ledger.ask(sql, [messages])
    if (rows.length > 0) breaches.push(`${says} (${rows.length}): ${JSON.stringify(rows.slice(0, 3))}`)
  }
  return breaches
}
