import * as fc from 'fast-check'
import t from 'tap'
import { asKept, ask, isKeepable, json } from '../../../core/store/rows.ts'
import { freshDatabase } from '../../support/database.ts'

/** Texts with everything in them that PostgreSQL cannot keep, and what looks like it. */
const nasty = fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\0', '\ud800', '\udfff', '\\u0000', '\\ud800', '\\', '"', '💣', '\ufffd')), { maxLength: 6 }).map(parts => parts.join(''))

t.test('whatever strangers wrote, in a value or in a name, is kept, and is what asKept says it will be', async t => {
  const database = await freshDatabase(t, [])
  await fc.assert(fc.asyncProperty(fc.array(fc.dictionary(nasty, nasty, { maxKeys: 4, noNullPrototype: true }), { minLength: 1, maxLength: 5 }), async value => {
    const [row] = await ask<{ kept: unknown }>(database.knex, 'SELECT :value::jsonb AS kept', { value: json(value) })
    t.same(row?.kept, asKept(value))
  }), { numRuns: 150 })
})

t.test('a text that is asked with is asked with as it would be kept', async t => {
  const database = await freshDatabase(t, [])
  await fc.assert(fc.asyncProperty(nasty, async text => {
    const [row] = await ask<{ kept: string }>(database.knex, 'SELECT :asked::text AS kept', { asked: text })
    t.equal(row?.kept, asKept(text))
  }), { numRuns: 150 })
})

t.test('what is kept stays as it is', async t => {
  fc.assert(fc.property(fc.jsonValue(), value => { if (isKeepable(JSON.stringify(value))) t.same(asKept(value), JSON.parse(JSON.stringify(value))) }))
  t.equal(asKept('a\0b\ud800'), 'a\ufffdb\ufffd')
  t.equal(asKept('\\u0000'), '\\u0000', 'six letters are no NUL')
})
