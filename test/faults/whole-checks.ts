import type { Cargo } from './cargo.ts'
import type { Ledger } from './ledger.ts'
import { breachesOf, type Check } from './standing-checks.ts'

/** What must hold of the whole database when all is read: nothing is counted other than it can be counted again. */
const whole: readonly Check[] = [
  {
    says: 'a tally counts other consignments than bear its key',
    sql: `SELECT coalesce(k.kind, t.kind) AS kind, coalesce(k.value, t.value) AS value, k.n, t.consignments
      FROM (SELECT kind, value, count(*) AS n FROM cts.consignment_key GROUP BY 1, 2) k FULL JOIN cts.key_tally t USING (kind, value)
      WHERE $1::uuid[] IS NOT NULL AND k.n IS DISTINCT FROM t.consignments::bigint`
  },
  {
    says: 'a tally counts other targets than its consignments had',
    sql: `SELECT t.kind, t.value, t.targets, k.n FROM cts.key_tally t
      LEFT JOIN (SELECT k.kind, k.value, count(*) AS n FROM cts.consignment_key k JOIN cts.target t USING (consignment) GROUP BY 1, 2) k USING (kind, value)
      WHERE $1::uuid[] IS NOT NULL AND (t.targets <> coalesce(k.n, 0) OR t.outcomes <> '{}' OR t.first > t.last)`
  },
  {
    says: 'a finding is there twice',
    sql: `SELECT consignment, title, evidence, count(*) FROM cts.finding WHERE $1::uuid[] IS NOT NULL GROUP BY 1, 2, 3 HAVING count(*) > 1`
  },
  { says: 'a consignment has another version than its first', sql: `SELECT id, number, version FROM cts.consignment WHERE version <> 1 AND $1::uuid[] IS NOT NULL` },
  { says: 'a message is leased or unread', sql: `SELECT id, state, leased_until FROM cts.message WHERE (NOT read OR leased_until IS NOT NULL) AND $1::uuid[] IS NOT NULL` },
  {
    says: 'an inbox holds other notices than were sent',
    sql: `SELECT o.id, n.key FROM cts.outbox o FULL JOIN notifier_inbox.notice n ON n.key = o.id::text WHERE (o.id IS NULL OR (n.key IS NULL AND o.sent IS NOT NULL)) AND $1::uuid[] IS NOT NULL`
  },
  { says: 'a message nobody sent is there, or one is missing', sql: `SELECT coalesce(m.id, s.id) AS id FROM cts.message m FULL JOIN unnest($1::uuid[]) AS s(id) ON s.id = m.id WHERE m.id IS NULL OR s.id IS NULL` }
]

/** How many rows each table must hold after so many manifests were read, by a plain reading of their texts. */
const wantedRows = (cargoes: readonly Cargo[]): Readonly<Record<string, number>> => {
  const bills = cargoes.flatMap(({ bills }) => bills)
  const targets = bills.filter(({ alerts }) => alerts).length
  return {
    message: cargoes.length, filing: bills.length, consignment: bills.length, consignment_version: bills.length, consignment_of_message: bills.length,
    assessment: bills.length, finding: bills.reduce((sum, { found }) => sum + found.length, 0), target: targets, alert: targets,
    issue: cargoes.reduce((sum, { issues }) => sum + issues.length, 0)
  }
}

/** Everything that is wrong with the database as a whole, once all these messages have ended. */
export const wholeBreaches = async (ledger: Ledger, sent: readonly { readonly id: string, readonly cargo: Cargo }[]): Promise<readonly string[]> => {
  const breaches = [...await breachesOf(ledger, whole, sent.map(({ id }) => id))]
  for (const [table, wanted] of Object.entries(wantedRows(sent.map(({ cargo }) => cargo)))) {
    const [row] = await ledger.ask<{ n: number }>(`SELECT count(*) AS n FROM cts.${table}`)
    if (row?.n !== wanted) breaches.push(`cts.${table} has ${row?.n ?? 0} rows, ${wanted} were sent`)
  }
  return breaches
}
