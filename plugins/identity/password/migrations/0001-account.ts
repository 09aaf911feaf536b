import type { Knex } from 'knex'

const SCHEMA = 'identity_password'

/** Who has a password, its hash, and how many answers in a row were wrong. */
export const up = async (knex: Knex): Promise<void> => {
  await knex.schema.withSchema(SCHEMA).createTable('account', table => {
    table.text('subject').primary()
    table.text('hash').notNullable()
    table.integer('failures').notNullable().defaultTo(0)
    table.timestamp('waits_until', { useTz: true })
    table.timestamp('changed', { useTz: true }).notNullable().defaultTo(knex.fn.now())
  })
}

/** Takes them back. */
export const down = async (knex: Knex): Promise<void> => {
  await knex.schema.withSchema(SCHEMA).dropTable('account')
}
