/** When a consignment is no longer open, by the clock of UTC. Word for word as the index consignment_open has it. */
export const UNTIL = `coalesce((arrival AT TIME ZONE 'UTC') + interval '1 day', (received AT TIME ZONE 'UTC') + interval '30 days')`

/**
 * What has not arrived yet, or may still be held: a change of what is in force concerns it.
 * Compared with a time that stands still within a question: by one that moves, every consignment there ever was would be looked at.
 */
export const OPEN = `NOT cancelled AND version > 0 AND ${UNTIL} > now() AT TIME ZONE 'UTC'`
