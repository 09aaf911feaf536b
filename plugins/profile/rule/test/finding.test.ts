import t from 'tap'
import rule from '../index.ts'
import { textsOf } from '../../../../test/conformance/texts.ts'
import type { Settings } from '../settings.ts'
import { cargo, findingOf } from './made.ts'

const texts = await textsOf(rule, new URL('../', import.meta.url))

const sentence = async (settings: Settings, language = 'en', consignment = cargo()): Promise<string> => {
  const finding = await findingOf(settings, consignment, { history: { parties: [{ movements: 0 }] } })
  return finding === null ? '' : texts.all.text('profile/rule', language, `reasons.${finding.reason}`, finding.params ?? {})
}

const banana = { field: '/goods/*/description', op: 'contains', value: ['banana'] }

t.test('a finding says what was found, and on which line', async t => {
  t.equal(await sentence({ all: [banana] }), 'Goods description contains “BANANAS” (goods line 2)')
  t.equal(await sentence({ all: [banana] }, 'fr'), 'Description des marchandises\u00a0: contient «\u00a0BANANAS\u00a0» (ligne de marchandise 2)')
})

t.test('each operator has its own words', async t => {
  const said = (field: string, op: string, value?: string | number | string[] | number[]) => sentence({ all: [value === undefined ? { field, op } : { field, op, value }] })
  t.equal(await said('/parties/*/country', 'equals', 'KE'), 'Party country is “KE” (party 2)')
  t.equal(await said('/loading', 'starts-with', 'BR'), 'Place of loading is “BRSSZ”, which begins with “BR”')
  t.equal(await said('/parties/*/name', 'name-like', 'trading mombasa'), 'Party name has the words “Mombasa, Trading” (party 2)')
  t.equal(await said('/grossKilograms', 'greater', 20_000), 'Gross mass, all, kg is 24500, more than 20000')
  t.equal(await said('/arrival', 'greater', '2026-05-01'), 'Arrival is 2026-05-02T10:00:00Z, later than 2026-05-01')
  t.equal(await said('/grossKilograms', 'between', [1, 30_000]), 'Gross mass, all, kg is 24500, between 1 and 30000')
  t.equal(await said('/departure', 'missing'), 'Departure is not given')
  t.equal(await said('/goods', 'count-greater', 1), 'List of goods has more than 1 entries')
  t.equal(await sentence({ all: [{ some: '/goods', all: [{ field: '/commodity', op: 'count-less', value: 2 }] }] }), 'HS code has fewer than 2 entries (goods line 1)')
  t.equal(await said('/facts/history/parties/*/movements', 'less', 3), '/facts/history/parties/*/movements is 0, less than 3')
})

t.test('what is not so is said as not so', async t => {
  t.equal(await sentence({ not: { field: '/movement', op: 'equals', value: 'export' } }), 'Movement is not “export”')
  t.equal(await sentence({ not: { not: banana } }), 'Goods description contains “BANANAS” (goods line 2)')
})

t.test('the officer’s own reason takes the place of ours', async t => {
  t.equal(await sentence({ all: [banana], reason: 'Fruit from {nowhere}' }), 'Fruit from {nowhere}')
})

t.test('the condition that says most speaks for the rule', async t => {
  const finding = await findingOf({ all: [{ field: '/mode', op: 'equals', value: 'sea' }, banana, { field: '/goods', op: 'present' }] })
  t.match(finding, { params: { field: '/goods/*/description', found: 'BANANAS' } })
})

t.test('evidence is where the conditions held, and words as they were written', async t => {
  const finding = await findingOf({ any: [banana, { field: '/goods/*/description', op: 'contains', value: 'shoe' }, { field: '/mode', op: 'equals', value: 'air' }] })
  t.strictSame(finding?.evidence, ['/goods/1/description', '/goods/0/description'])
  t.strictSame(finding?.words, ['BANANAS', 'Shoes'])
})

t.test('of a line only that line is evidence', async t => {
  const finding = await findingOf({ all: [{ some: '/goods', all: [{ field: '/packages', op: 'greater', value: 5 }, { field: '/description', op: 'contains', value: 'dry ice' }] }] })
  t.strictSame(finding?.evidence, ['/goods/1/packages', '/goods/1/description'])
  t.strictSame(finding?.words, ['dry ice'])
})

t.test('conditions bound to one line do not hold of two lines together', async t => {
  const parts = [{ field: '/description', op: 'contains', value: 'shoes' }, { field: '/packages', op: 'greater', value: 500 }]
  t.equal(await findingOf({ all: [{ some: '/goods', all: parts }] }), null)
  t.ok(await findingOf({ all: parts.map(part => ({ ...part, field: `/goods/*${part.field}` })) }))
})

t.test('of what is missing the place where it would be is evidence', async t => {
  t.strictSame((await findingOf({ all: [{ field: '/departure', op: 'missing' }] }))?.evidence, ['/id'])
  t.strictSame((await findingOf({ all: [{ field: '/document/parent', op: 'missing' }] }))?.evidence, ['/document'])
  t.strictSame((await findingOf({ all: [{ some: '/goods', all: [{ field: '/grossKilograms', op: 'missing' }] }] }))?.evidence, ['/goods/0'])
})

t.test('a score of nothing given is 50, and nought is nought', async t => {
  t.equal((await findingOf({ all: [banana] }))?.score, 50)
  t.equal((await findingOf({ all: [banana], score: 0 }))?.score, 0)
})

t.test('a description of a megabyte makes no sentence of a megabyte', async t => {
  const goods = [{ line: 1, description: `banana ${'x'.repeat(1_000_000)}`, commodity: [], dangerous: [], equipment: [] }]
  t.ok((await sentence({ all: [{ field: '/goods/*/description', op: 'equals', value: `banana ${'x'.repeat(1_000_000)}` }] }, 'en', cargo({ goods }))).length < 500)
})
