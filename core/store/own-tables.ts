import type { Knex } from 'knex'

/**
 * A Knex that finds a plugin's tables in the plugin's own schema: `tables('account')` asks `<schema>.account`.
 * The schema is named in every question, never in the session: on the embedded database all connections share one.
 */
export const ownTables = <T extends Knex>(knex: T, schema: string): T => new Proxy(knex, {
  apply: (_target, _this, [table]: [string]) => knex.withSchema(schema).table(table),
  get (target, name, receiver) {
    if (name === 'transaction') {
      return (work: (trx: Knex.Transaction) => Promise<unknown>) => target.transaction(trx => work(ownTables(trx, schema)))
    }
    return Reflect.get(target, name, receiver) as unknown
  }
})
