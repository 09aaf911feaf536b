import { Client } from 'pg'
import t from 'tap'
import { demoConfig, startServer } from '../support/server.ts'
import { makeCargo, profiles } from './cargo.ts'
import { counting, ledgerOf } from './ledger.ts'
import { messageBreaches } from './message-checks.ts'
import { standingBreaches } from './standing-checks.ts'
import { wholeBreaches } from './whole-checks.ts'

/** What a faulty server might do, and what the checker must say of it. */
const faults: readonly (readonly [what: string, sql: string, says: RegExp])[] = [
  ['loses a filing', `DELETE FROM cts.filing WHERE ordinal = 10`, /cursor of a message/],
  ['keeps filings in another order', `UPDATE cts.filing SET ordinal = CASE ordinal WHEN 10 THEN -1 WHEN 11 THEN 10 ELSE ordinal END WHERE ordinal IN (10, 11)`, /the first other one at/],
  ['loses a byte', `UPDATE cts.message_part SET bytes = substring(bytes FROM 2)`, /bytes are not those/],
  ['leaves a message unread', `UPDATE cts.message SET read = false, state = 'parsed'`, /not read/],
  ['leaves a lease', `UPDATE cts.message SET leased_until = now()`, /still leased/],
  ['counts a consignment twice', `UPDATE cts.message SET consignments = consignments + 1`, /counts other consignments/],
  ['keeps an issue twice', `INSERT INTO cts.issue SELECT message, (SELECT max(ordinal) + 1 FROM cts.issue), filing, plugin, code, severity, at, pointer, params, document FROM cts.issue WHERE ordinal = 3`, /issues: 0 lost .*1 too many/],
  ['leaves a gap in the issues', `DELETE FROM cts.issue WHERE ordinal = 3`, /counts other issues/],
  ['makes a second version', `UPDATE cts.consignment SET version = 2 WHERE number LIKE '%0010'`, /another version than its first/],
  ['makes a consignment twice', `INSERT INTO cts.consignment_of_message SELECT message, gen_random_uuid() FROM cts.consignment_of_message LIMIT 1`, /names/],
  ['does not assess', `UPDATE cts.consignment SET state = 'unassessed' WHERE number LIKE '%0010'`, /is not assessed/],
  ['loses a finding', `DELETE FROM cts.finding WHERE consignment = (SELECT consignment FROM cts.target LIMIT 1)`, /findings: 1 lost|findings: 2 lost/],
  ['opens no target', `DELETE FROM cts.alert; DELETE FROM cts.target_finding; DELETE FROM cts.target WHERE id = (SELECT id FROM cts.target LIMIT 1)`, /targets: 1 lost/],
  ['alerts twice', `INSERT INTO cts.alert (target, roles) SELECT target, roles FROM cts.alert LIMIT 1`, /no alert, or several/],
  ['tells twice', `INSERT INTO cts.outbox SELECT gen_random_uuid(), address, notice, made, due, attempts, sent FROM cts.outbox LIMIT 1`, /tells a person twice/],
  ['tells of nothing', `DELETE FROM cts.outbox WHERE id = (SELECT id FROM cts.outbox LIMIT 1)`, /notices tell of other targets/],
  ['delivers twice', `INSERT INTO notifier_inbox.notice (key, person, subject, text, link) VALUES ('again', 'x', '', '', '')`, /inbox holds other notices/],
  ['loses a key', `DELETE FROM cts.consignment_key WHERE (kind, value, consignment) = (SELECT kind, value, consignment FROM cts.consignment_key WHERE kind = 'equipment' LIMIT 1)`, /container keys: 1 lost/],
  ['counts a key twice', `UPDATE cts.key_tally SET consignments = consignments + 1 WHERE kind = 'vessel'`, /counts other consignments than bear/],
  ['counts a target twice', `UPDATE cts.key_tally SET targets = targets + 1 WHERE kind = 'vessel'`, /counts other targets/],
  ['invents a message', `INSERT INTO cts.message (id, sender, channel, sha256, size, read) VALUES (gen_random_uuid(), 'x', 'x', 'x', 0, true)`, /nobody sent/]
]

t.test('the checker', { timeout: 110_000 }, async t => {
  const config = await demoConfig({ plugins: { 'profile/random': false, 'source/consolidated-lists': false, 'source/un-locode': false }, files: { 'profiles.json': profiles } })
  const { send, server } = await startServer(t, config)
  const cargo = await makeCargo(520, 1, new Set())
  const id = String((await send(cargo.bytes))['id'])
  const client = new Client({ ...server.database.reach, types: counting })
  await client.connect()
  t.teardown(() => client.end())
  const ledger = ledgerOf(client)
  const all = async (): Promise<readonly string[]> => [
    ...await standingBreaches(ledger, [id]), ...await messageBreaches(ledger, id, cargo), ...await wholeBreaches(ledger, [{ id, cargo }])
  ]
  t.same(await all(), [], 'finds nothing where nothing is wrong')
  for (const [what, sql, says] of faults) {
    await client.query('BEGIN')
    await client.query(sql)
    const said = await all()
    await client.query('ROLLBACK')
    t.ok(said.some(breach => says.test(breach)), `tells of a server that ${what}`, { said })
  }
})
