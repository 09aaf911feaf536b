import type { Knex } from 'knex'
import { ask } from './rows.ts'

/** So often may the reader die at one place. */
const MOST_DEATHS = 4

/**
 * Counts a death of whoever read a message, at the place where it happened. After the first the message is read on one declaration at a time;
 * a plugin at which it dies then is left out for that declaration. Resolves with the place when it died there too often.
 */
export const countDeath = async (knex: Knex, message: string, plugin: string | null): Promise<number | null> => {
  const [row] = await ask<{ attempts: number, place: number }>(knex, `
    UPDATE cts.message SET deaths = deaths + 1, attempts = attempts + 1, alone = true, leased_until = NULL,
      left_out = CASE WHEN alone AND NOT coalesce(:plugin::text = ANY(left_out), true) THEN array_append(left_out, :plugin::text) ELSE left_out END
    WHERE id = :message AND NOT read RETURNING attempts, place`, { message, plugin })
  return row === undefined || row.attempts < MOST_DEATHS ? null : row.place
}

/** Counts a death while consignments were assessed again. One that was alone is assessed without the plugin at which it happened; one at which nothing helps stays incomplete. */
export const countSweepDeath = async (knex: Knex, consignments: readonly string[], plugin: string | null): Promise<void> => {
  await ask(knex, `
    UPDATE cts.consignment SET tried = tried + 1,
      left_out = CASE WHEN :alone AND NOT coalesce(:plugin::text = ANY(left_out), true) THEN array_append(left_out, :plugin::text) ELSE left_out END,
      state = CASE WHEN tried + 1 >= ${MOST_DEATHS} THEN 'incomplete' ELSE state END,
      lane = CASE WHEN tried + 1 >= ${MOST_DEATHS} AND lane = 'green' THEN 'amber' ELSE lane END
    WHERE id = ANY(:consignments::uuid[])`, { consignments, plugin, alone: consignments.length === 1 })
}

/** Consignments at which nobody died: they are assessed again many at a time. */
export const SOUND = `tried = 0 AND left_out = '{}'`

/** Consignments at which somebody died, and that are worth another try: each alone. */
export const SHAKY = `(tried > 0 OR left_out <> '{}') AND tried < ${MOST_DEATHS}`

/** A server that was started anew may have its plugins mended: everything is tried again with all of them. */
export const forgetDeaths = async (knex: Knex): Promise<void> => {
  await ask(knex, `UPDATE cts.consignment SET tried = 0, left_out = '{}', covered = -1 WHERE tried > 0 OR left_out <> '{}'`)
}
