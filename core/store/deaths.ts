import type { Knex } from 'knex'
import { holding } from './consignments.ts'
import { ask } from './rows.ts'

/** So often may the reader die at one place. */
const MOST_DEATHS = 4

/** A message at which reading died so often is read to its end without the plugins it died of. */
export const MANY_DEATHS = 8

/** Said of a plugin that was left out, where its failure in its own words would stand. */
export const LEFT_OUT = 'left-out'

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

/** Counts a death while consignments were assessed again. One that was alone is assessed without the plugin at which it happened; one at which nothing helps stays incomplete, and says so. */
export const countSweepDeath = async (knex: Knex, consignments: readonly string[], plugin: string | null): Promise<void> => {
  const lost = await ask<{ id: string }>(knex, `
    ${holding('id = ANY(:consignments::uuid[])')}
    UPDATE cts.consignment c SET tried = tried + 1,
      left_out = CASE WHEN :alone AND NOT coalesce(:plugin::text = ANY(left_out), true) THEN array_append(left_out, :plugin::text) ELSE left_out END,
      state = CASE WHEN tried + 1 >= ${MOST_DEATHS} THEN 'incomplete' ELSE state END,
      lane = CASE WHEN tried + 1 >= ${MOST_DEATHS} AND lane = 'green' THEN 'amber' ELSE lane END
    FROM held WHERE c.id = held.id RETURNING c.id, tried >= ${MOST_DEATHS} AS lost`, { consignments, plugin, alone: consignments.length === 1 })
  const ids = lost.filter(row => 'lost' in row && row.lost === true).map(({ id }) => id)
  if (ids.length === 0) return
  await ask(knex, `
    UPDATE cts.assessment a SET state = 'incomplete', gaps = gaps || jsonb_build_array(jsonb_build_object('plugin', :plugin::text, 'failed', :failed::text))
    FROM (SELECT DISTINCT ON (consignment) consignment, version, change FROM cts.assessment WHERE consignment = ANY(:ids::uuid[]) ORDER BY consignment, version DESC, change DESC) newest
    WHERE (a.consignment, a.version, a.change) = (newest.consignment, newest.version, newest.change)`, { ids, plugin: plugin ?? 'core', failed: LEFT_OUT })
}

const BROKEN = 'broken-plugins'

/** A plugin that did not survive being made ready: everything is assessed without it, and incomplete, until the server is started anew. */
export const leaveOut = async (knex: Knex, plugin: string): Promise<void> => {
  await ask(knex, `
    INSERT INTO cts.setting (key, value) VALUES (:key, jsonb_build_array(:plugin::text))
    ON CONFLICT (key) DO UPDATE SET value = CASE WHEN cts.setting.value @> excluded.value THEN cts.setting.value ELSE cts.setting.value || excluded.value END`, { key: BROKEN, plugin })
}

/** The plugins nothing is assessed with at present. */
export const leftOutOfAll = async (knex: Knex): Promise<readonly string[]> => {
  const [row] = await ask<{ value: string[] }>(knex, 'SELECT value FROM cts.setting WHERE key = :key', { key: BROKEN })
  return row?.value ?? []
}

/** A message whose answer a format does not survive is answered without it. */
export const leaveOutOfAnswer = async (knex: Knex, message: string, plugin: string): Promise<void> => {
  await ask(knex, 'UPDATE cts.message SET left_out = array_append(left_out, :plugin::text) WHERE id = :message AND NOT answered', { message, plugin })
}

/** Consignments at which nobody died: they are assessed again many at a time. */
export const SOUND = `tried = 0 AND left_out = '{}'`

/** Consignments at which somebody died, and that are worth another try: each alone. */
export const SHAKY = `(tried > 0 OR left_out <> '{}') AND tried < ${MOST_DEATHS}`

/** A server that was started anew may have its plugins mended: everything that is not done yet is tried again with all of them. */
export const forgetDeaths = async (knex: Knex): Promise<void> => {
  await ask(knex, 'DELETE FROM cts.setting WHERE key = :key', { key: BROKEN })
  await ask(knex, `UPDATE cts.message SET attempts = 0, deaths = 0, alone = false, left_out = '{}' WHERE NOT read AND deaths > 0`)
  await ask(knex, `${holding(`tried > 0 OR left_out <> '{}'`)} UPDATE cts.consignment c SET tried = 0, left_out = '{}', covered = -1 FROM held WHERE c.id = held.id`)
}
