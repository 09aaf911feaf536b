import type { Knex } from 'knex'

/** The accounts kept here, and how often each may be tried. */
export interface Accounts {
  /** Takes one try at an account and gives its hash; null for an unknown one, and for one that must wait. */
  attempt (subject: string): Promise<{ readonly hash: string } | null>
  /** The try was right: the account is as if none had ever failed. */
  succeeded (subject: string): Promise<void>
  set (subject: string, hash: string): Promise<void>
}

/**
 * Accounts in the plugin's own table. From the fourth wrong answer in a row an account waits one second, then two, four … up to `longestWait`;
 * no number of failures locks it for good, and tries during a wait do not lengthen it (ASVS 6.1.1).
 */
export const makeAccounts = (tables: Knex, longestWait: number): Accounts => ({
  attempt: async subject => tables.transaction(async trx => {
    // A change waits for the disk where none does not; that would tell a known name from an unknown one. A count lost in a power cut harms nobody.
    await trx.raw('SET LOCAL synchronous_commit TO off')
    // The try is counted as a failure before the password is looked at: a hundred guesses at once are a hundred tries, not one.
    const rows = await trx('account').where({ subject })
      .andWhere(free => free.whereNull('waits_until').orWhere('waits_until', '<=', trx.fn.now()))
      .update({
        failures: trx.raw('least(failures + 1, ?::int)', [MOST]),
        waits_until: trx.raw('CASE WHEN failures + 1 >= ?::int THEN now() + make_interval(secs => least(?::float8, power(2, failures + 1 - ?::int))) END', [FREE, longestWait, FREE])
      })
      .returning<{ hash: string }[]>('hash')
    return rows[0] ?? null
  }),
  async succeeded (subject) {
    await tables('account').where({ subject }).update({ failures: 0, waits_until: null })
  },
  async set (subject, hash) {
    await tables('account').insert({ subject, hash }).onConflict('subject').merge({ hash, failures: 0, waits_until: null, changed: tables.fn.now() })
  }
})

const FREE = 4
// 2^60 seconds are far past any longest wait; more would only overflow.
const MOST = 60
