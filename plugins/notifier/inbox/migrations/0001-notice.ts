import type { Knex } from 'knex'

const SCHEMA = 'notifier_inbox'

/** Notices to persons; a key stands for one notice, however often it is sent. */
export const up = async (knex: Knex): Promise<void> => {
  await knex.schema.withSchema(SCHEMA).createTable('notice', table => {
    table.bigIncrements('id')
    table.text('key').notNullable().unique()
    table.text('person').notNullable()
    table.timestamp('at', { useTz: true }).notNullable().defaultTo(knex.fn.now())
    table.text('subject').notNullable()
    table.text('text').notNullable()
    table.text('link').notNullable()
    table.timestamp('read_at', { useTz: true })
    table.index(['person', 'id'])
  })
}

/** Takes them back. */
export const down = async (knex: Knex): Promise<void> => {
  await knex.schema.withSchema(SCHEMA).dropTable('notice')
}
