import type { Knex } from 'knex'
import type { Actor } from '../model/actor.ts'
import { ask, json } from './rows.ts'

/** Who did what to what: a plain insert in the transaction of the act, so that the act fails where the journal does. No payloads, no secrets. */
export const journal = async (trx: Knex, actor: Pick<Actor, 'id' | 'name'>, action: string, subject: string, detail?: Readonly<Record<string, unknown>>): Promise<void> => {
  await ask(trx, 'INSERT INTO cts.journal (actor, actor_name, action, subject, detail) VALUES (:id, :name, :action, :subject, :detail::jsonb)',
    { id: actor.id, name: actor.name, action, subject, detail: detail === undefined ? null : json(detail) })
}
