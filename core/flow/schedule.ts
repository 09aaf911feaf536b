import { schedule as cron, type ScheduledTask } from 'node-cron'
import { ask } from '../store/rows.ts'
import type { Works } from './works.ts'

/** A job by its name, and when it is due. */
export interface Recurring { readonly name: string, readonly cron: string, job (): Promise<void> }

const LEASE = 600

/** Takes a job for the minute that is due: one server runs it, the others find it taken. */
const claim = async (works: Works, name: string, due: Date): Promise<boolean> => (await ask<{ name: string }>(works.database.knex, `
  INSERT INTO cts.job (name, due, leased_until) VALUES (:name, :due, clock_timestamp() + interval '${LEASE} seconds')
  ON CONFLICT (name) DO UPDATE SET due = excluded.due, leased_until = excluded.leased_until, attempts = cts.job.attempts + 1
  WHERE cts.job.due < excluded.due AND (cts.job.leased_until IS NULL OR cts.job.leased_until < clock_timestamp()) RETURNING name`, { name, due })).length > 0

const run = async (works: Works, { name, job }: Recurring, due: Date): Promise<void> => {
  if (!await claim(works, name, due)) return
  let fault: string | null = null
  works.beat('core job')
  try {
    await job()
  } catch (error) {
    fault = error instanceof Error ? error.message : String(error)
    works.log.error({ err: error, job: name }, 'a recurring job failed; it runs again when it is next due')
  }
  await ask(works.database.knex, 'UPDATE cts.job SET leased_until = NULL, fault = :fault WHERE name = :name', { name, fault })
}

/** Starts the recurring jobs; resolves with what stops them. */
export const startSchedule = (works: Works, jobs: readonly Recurring[]): () => Promise<void> => {
  const tasks: ScheduledTask[] = jobs.map(each => cron(each.cron, ({ date }) => {
    const due = new Date(date)
    due.setMilliseconds(0)
    run(works, each, due).catch((error: unknown) => { works.log.error({ err: error, job: each.name }, 'a recurring job could not be claimed') })
  }))
  return async () => { for (const task of tasks) await task.destroy() }
}
