import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { startEmbedded } from '../../core/store/embedded.ts'
import { openBooks, type Books } from './ledger.ts'
import { messageBreaches } from './message-checks.ts'
import { breach, underWay, type Scene } from './scene.ts'
import type { Sender, Sent } from './sender.ts'
import { breachesOf, standingBreaches, type Check } from './standing-checks.ts'
import { wholeBreaches } from './whole-checks.ts'

/** Right after a kill: what is committed is whole, and what was acknowledged is there. */
export const checkNow = async (scene: Scene, sender: Sender): Promise<void> => {
  const { books, checked } = scene
  if (books === null) return
  const acknowledged = sender.sent.flatMap(({ id }) => id === null ? [] : [id])
  for (const says of await books.at(async ledger => {
    const lost = await ledger.ask<{ id: string }>('SELECT a.id FROM unnest($1::uuid[]) AS a(id) WHERE NOT EXISTS (SELECT FROM cts.message m WHERE m.id = a.id)', [acknowledged])
    return [...lost.map(({ id }) => `the acknowledged message ${id} is lost`), ...await standingBreaches(ledger, underWay(sender))]
  })) breach(scene, says)
  checked.rounds++
}

/** A message that has ended is all that its text says, and nothing more. */
export const checkEnded = async (scene: Scene, one: Sent, books = scene.books): Promise<void> => {
  const { id, cargo, number } = one
  if (books === null || id === null) return
  for (const says of await books.at(ledger => messageBreaches(ledger, id, cargo))) breach(scene, `message ${number}: ${says}`)
  scene.checked.messages++
  scene.checked.consignments += cargo.bills.length
  scene.say(`message ${number} ended and was compared with its text: ${cargo.bills.length} consignments, ${cargo.issues.length} issues`)
}

const MOST_SECONDS = 180

/** What a killed server was about to send is due again after a while; a long run waits for it, a short one finds it due. */
const noticesSent = async (books: Books, kills: number): Promise<void> => {
  for (const end = Date.now() + Math.min(MOST_SECONDS, kills) * 1000; Date.now() < end; await pause(500)) {
    const [row] = await books.at(({ ask }) => ask<{ n: number }>('SELECT count(*) AS n FROM cts.outbox WHERE sent IS NULL'))
    if (row?.n === 0) return
  }
}

const unsent: Check = {
  says: 'a notice is neither sent nor about to be',
  sql: `SELECT id, attempts, due, fault FROM cts.outbox WHERE sent IS NULL AND (fault IS NOT NULL OR due < clock_timestamp() - interval '10 seconds') AND $1::uuid[] IS NOT NULL`
}

/** When all is read: the whole database, and what lies in the data folder. */
export const checkWhole = async (scene: Scene, sender: Sender, books: Books): Promise<void> => {
  // Where the server is gone already, nobody is there to send them.
  if (scene.books !== null) await noticesSent(books, scene.run.kills)
  const checks = scene.books === null ? [] : [unsent]
  const sent = sender.sent.flatMap(({ id, cargo }) => id === null ? [] : [{ id, cargo }])
  for (const says of await books.at(async ledger => [...await standingBreaches(ledger, sent.map(({ id }) => id)), ...await wholeBreaches(ledger, sent), ...await breachesOf(ledger, checks, [])])) breach(scene, says)
  const spooled = await readdir(join(scene.premises.data, 'spool')).catch(() => [])
  if (spooled.length > 0) breach(scene, `${spooled.length} files are left in the spool`)
}

/** The same on the embedded database, which nobody can look into before its server is gone. */
export const checkEmbedded = async (scene: Scene, sender: Sender): Promise<void> => {
  const embedded = await startEmbedded(join(scene.premises.data, 'database'))
  const books = openBooks(embedded.reach)
  try {
    for (const one of sender.sent) await checkEnded(scene, one, books)
    await checkWhole(scene, sender, books)
  } finally {
    await books.close()
    await embedded.close()
  }
}
