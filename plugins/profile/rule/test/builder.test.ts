import Fastify from 'fastify'
import t from 'tap'
import { Consignment, valueAt } from 'wco-cts'
import { gather } from '../../../../test/conformance/gather.ts'
import { textsOf } from '../../../../test/conformance/texts.ts'
import { offer } from '../builder.ts'
import { allFields, fieldAt } from '../fields.ts'
import rule from '../index.ts'
import { OPERATORS } from '../operators.ts'
import { refuseRule } from '../refuse.ts'
import { sentenceOf } from '../sentence.ts'
import { aboutOf } from '../telling.ts'

const texts = await textsOf(rule, new URL('../', import.meta.url))
const said = (language: string, key: string, params = {}): string => texts.all.text('profile/rule', language, key, params)

t.test('every field, list and operator on offer has a title', async t => {
  const { fields, lists, operators } = offer()
  t.strictSame([...fields, ...lists, ...operators].map(({ title }) => title).filter(title => !texts.has(title)), [])
  t.ok(fields.some(({ field }) => field === '/goods/*/description'))
  t.strictSame(lists.map(({ field }) => field), ['/conveyance/stops', '/parties', '/parties/*/identifiers', '/parties/*/contacts', '/goods', '/equipment', '/references', '/customs'])
})

t.test('what is on offer can be asked for', async t => {
  for (const { field, operators, choices } of offer().fields) {
    t.ok(operators.includes('present'), `${field} can be asked for`)
    t.strictSame(refuseRule({ all: [{ field, op: 'present' }] }), [], field)
    if (choices) t.strictSame(refuseRule({ any: choices.map(value => ({ field, op: 'equals', value })) }), [], field)
  }
  for (const { field } of offer().lists) t.strictSame(refuseRule({ all: [{ some: field, any: [{ field: '', op: 'present' }] }] }), [], field)
})

t.test('the field of a line in a list begins after the list', async t => {
  for (const { field, list } of offer().fields) {
    if (list !== undefined) t.ok(fieldAt(list)?.list && field.startsWith(`${list}/*`), field)
  }
})

t.test('fields are those of the consignment, and no others', async t => {
  for (const top of Object.keys(Consignment.properties)) t.ok(allFields().some(({ pattern }) => pattern === `/${top}` || pattern.startsWith(`/${top}/`)), top)
  t.equal(fieldAt('/goods/*/constructor'), null)
  t.equal(fieldAt('/toString'), null)
})

t.test('the sentences name every field by its title, in both languages', async t => {
  const params = { says: 'present', value: '', from: '', to: '', found: '', list: '', line: 0 }
  for (const language of ['en', 'fr']) {
    for (const { pattern } of allFields()) {
      const title = said(language, `fields.${aboutOf(pattern).replaceAll('_', '.')}`)
      for (const key of ['reasons.rule-matched', 'conditions.rule-condition']) {
        t.ok(said(language, key, { ...params, field: pattern, about: aboutOf(pattern) }).startsWith(title), `${language} ${key} ${pattern}`)
      }
    }
  }
})

t.test('the sentences have words for every operator, held and not', async t => {
  const ops = [...OPERATORS.map(({ id }) => id.replaceAll('-', '_')), 'later', 'earlier']
  for (const says of ops.flatMap(op => [op, `not_${op}`])) {
    for (const key of ['reasons.rule-matched', 'conditions.rule-condition']) {
      for (const language of ['en', 'fr']) t.notMatch(said(language, key, { field: '', about: 'mode', says, value: 'V', from: 'F', to: 'T', found: 'X', list: '', line: 0 }), says.includes('_') ? says : /\{/, `${language} ${key} ${says}`)
    }
  }
})

t.test('a rule can be said in plain words', async t => {
  const parts = sentenceOf({
    all: [
      { field: '/loading', op: 'starts-with', value: ['BR', 'CO'] },
      { some: '/goods', any: [{ field: '/description', op: 'contains', value: 'banana' }, { not: { field: '/marks', op: 'present' } }] }
    ]
  })
  t.strictSame(parts.map(({ key, params, depth }) => `${'  '.repeat(depth)}${said('en', key, params)}`), [
    'All of these:',
    '  Place of loading begins with “BR, CO”',
    '  For one entry (goods line), any of these:',
    '    Goods description contains “banana”',
    '    It is not so that:',
    '      Marks and numbers is given'
  ])
  t.strictSame(sentenceOf({ all: [{ field: '/mode' }] }).map(({ key }) => key), ['sentences.all', 'sentences.unclear'])
})

t.test('the console asks for both over the plugin’s own routes, and each names a permission', async t => {
  const app = Fastify()
  const permissions: unknown[] = []
  app.addHook('onRoute', ({ config, schema }) => { permissions.push(schema?.response && config?.permission) })
  await gather(rule, {}, { app })
  const fields = await app.inject({ url: '/fields' })
  t.strictSame(fields.json(), JSON.parse(JSON.stringify(offer())))
  const sentences = await app.inject({ method: 'POST', url: '/sentences', payload: { all: [{ field: '/mode', op: 'equals', value: 'sea' }] } })
  t.equal(valueAt(sentences.json(), '/parts/1/params/about'), 'mode')
  t.equal((await app.inject({ method: 'POST', url: '/sentences', payload: { all: 'bananas' } })).statusCode, 400)
  t.ok(permissions.length >= 2 && permissions.every(permission => permission === 'profiles.read'))
  await app.close()
})

t.test('English and French have the same texts', async t => {
  const keys = await Promise.all(['en', 'fr'].map(async language => {
    const { default: tree }: { default: Readonly<Record<string, unknown>> } = await import(`../locales/${language}.json`, { with: { type: 'json' } })
    return Object.entries(tree).flatMap(([section, texts]) => typeof texts === 'object' && texts !== null ? Object.keys(texts).map(key => `${section}.${key}`) : [section])
  }))
  t.strictSame(keys[1], keys[0])
  t.strictSame(['rule-top', 'rule-shape', 'rule-no-conditions', 'rule-field-unknown', 'rule-no-list', 'rule-operator-unknown', 'rule-operator-unsuited', 'rule-value-empty', 'rule-value-unwanted', 'rule-value-unsuited', 'rule-value-unknown', 'rule-never-fires', 'rule-too-deep', 'rule-too-many-conditions', 'rule-too-many-values'].filter(key => !texts.has(`problems.${key}`)), [])
})
