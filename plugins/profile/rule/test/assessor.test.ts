import * as fc from 'fast-check'
import t from 'tap'
import type { Consignment, Facts, Match, Published } from 'wco-cts'
import { holds, ready, sharedPaths } from '../condition.ts'
import { OPERATORS } from '../operators.ts'
import { scopeOf } from '../scope.ts'
import type { Given, Rule, Settings } from '../settings.ts'
import { cargo, compile, published } from './made.ts'

const names = (matches: Iterable<Match>): readonly string[] => [...matches].map(({ profile, version }) => `${profile} ${version}`).sort()

/** A plain loop: every rule made ready by itself and asked. */
const looped = (rules: readonly Published<Settings>[], consignment: Consignment, facts: Facts): readonly string[] =>
  rules.filter(({ settings }) => holds(ready(settings, sharedPaths()), scopeOf({ ...consignment, facts })))
    .map(({ profile, version }) => `${profile} ${version}`).sort()

const same = (one: readonly string[], other: readonly string[]): boolean => one.join() === other.join()

// Few words, codes and figures, so that rules and cargo meet often.
const word = fc.constantFrom('rice', 'Rice', 'ricé', 'ric', 'dry', 'ice', 'dry ice', 'box')
const code = fc.constantFrom('BR', 'BRSSZ', 'BRS-AO', 'K', 'KE', '0803', '080390', '0', 'MSKU1', 'msku 1')
const figure = fc.constantFrom(0, 1, 2, 3, 10)
const day = fc.constantFrom('2026-05-01', '2026-05-02', '2026-05-03T10:00:00Z')
const many = <T>(one: fc.Arbitrary<T>) => fc.oneof(one, fc.array(one, { minLength: 1, maxLength: 20 }))

type Leaf = Pick<Rule, 'field' | 'op' | 'value'>
const leaf = (fields: readonly string[], ops: readonly string[], values: fc.Arbitrary<Given | null> = fc.constant(null)): fc.Arbitrary<Leaf> =>
  fc.tuple(fc.constantFrom(...fields), fc.constantFrom(...ops), values)
    .map(([field, op, value]) => value === null ? { field, op } : { field, op, value })

const onLine = fc.oneof(
  leaf(['/description', '/marks'], ['contains', 'equals', 'name-like'], many(word)),
  leaf(['/commodity', '/dangerous/*'], ['starts-with', 'equals', 'one-of'], many(code)),
  leaf(['/packages'], ['greater', 'less', 'equals'], figure),
  leaf(['/commodity', '/marks'], ['missing', 'present'])
)
const onAll = fc.oneof(
  onLine.map(({ field = '', ...rest }) => ({ ...rest, field: `/goods/*${field}` })),
  leaf(['/loading', '/transhipments', '/parties/*/country', '/document/number'], ['starts-with', 'equals'], many(code)),
  leaf(['/facts/history/name', '/facts/history/names/*'], ['contains', 'equals', 'name-like'], many(word)),
  leaf(['/facts/history/count', '/grossKilograms'], ['greater', 'less'], figure),
  leaf(['/grossKilograms'], ['between'], fc.tuple(figure, figure).map(([from, to]) => [from, to])),
  leaf(['/arrival', '/document/date'], ['greater', 'less'], day),
  leaf(['/equipment', '/goods', '/parties/*/name'], ['count-greater', 'count-less'], fc.constantFrom(1, 2)),
  leaf(['/movement'], ['equals'], fc.constantFrom('import', 'export'))
)

const bound = (part: fc.Arbitrary<Rule>): fc.Arbitrary<Rule> => {
  const parts = fc.array(part, { minLength: 1, maxLength: 3 })
  return fc.oneof(parts.map(all => ({ all })), parts.map(any => ({ any })))
}
const nested = (leaves: fc.Arbitrary<Rule>, depth: number): fc.Arbitrary<Rule> => depth === 0
  ? leaves
  : fc.oneof(leaves, bound(nested(leaves, depth - 1)), nested(leaves, depth - 1).map(not => ({ not })))
const some = bound(nested(onLine, 1)).map((each): Rule => ({ some: '/goods', ...each }))
const settings: fc.Arbitrary<Settings> = fc.oneof(bound(nested(fc.oneof(onAll, some), 2)), fc.oneof(onAll, some).map(not => ({ not })))

const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined })
const line = fc.record({ description: maybe(word), marks: maybe(fc.tuple(word, word).map(words => words.join(' '))), commodity: fc.array(code, { maxLength: 2 }), packages: maybe(figure), dangerous: fc.array(code, { maxLength: 2 }) })
const consignments = fc.record({
  goods: fc.array(line, { maxLength: 3 }), loading: maybe(code), transhipments: fc.array(code, { maxLength: 2 }), grossKilograms: maybe(figure),
  countries: fc.array(code, { maxLength: 2 }), boxes: fc.array(code, { maxLength: 3 }), number: maybe(code), movement: fc.constantFrom('import', 'transit', undefined), arrival: maybe(day)
}).map(({ goods, countries, boxes, number, ...top }): Consignment => JSON.parse(JSON.stringify({
  ...cargo(),
  ...top,
  goods: goods.map((item, at) => ({ line: at + 1, equipment: [], ...item })),
  parties: countries.map(country => ({ role: 'consignee', name: country, country, identifiers: [], contacts: [] })),
  equipment: boxes.map(box => ({ number: box, seals: [] })),
  document: { kind: 'house', number }
})))
const facts = fc.record({ history: fc.record({ name: word, names: fc.array(word, { maxLength: 2 }), count: figure }) })
const cases = fc.array(fc.tuple(consignments, facts), { minLength: 1, maxLength: 5 })
const rules = fc.array(settings, { maxLength: 25 }).map(list => published(...list))

t.test('the index finds what a plain loop over the rules finds', async () => {
  await fc.assert(fc.asyncProperty(rules, cases, async (rules, cases) => {
    const assessor = await compile(rules)
    return cases.every(([consignment, facts]) => same(names(assessor.assess(consignment, facts)), looped(rules, consignment, facts)))
  }), { numRuns: 500 })
})

t.test('after any changes it still does, and what it was before the change is as it was', async () => {
  const changes = fc.array(fc.tuple(rules, fc.array(fc.nat(24), { maxLength: 8 })), { minLength: 1, maxLength: 4 })
  await fc.assert(fc.asyncProperty(rules, changes, cases, async (first, changes, cases) => {
    let standing = new Map(first.map(rule => [rule.profile, rule]))
    const steps = [{ assessor: await compile(first), standing }]
    for (const [version, [added, removed]] of changes.entries()) {
      const next = added.map(rule => ({ ...rule, version: version + 2 }))
      standing = new Map(standing)
      for (const number of removed) standing.delete(`rule-${number}`)
      for (const rule of next) standing.set(rule.profile, rule)
      const before = steps.at(-1)?.assessor
      if (before) steps.push({ assessor: before.change(next, removed.map(number => `rule-${number}`)), standing })
    }
    return cases.every(([consignment, facts]) => steps.every(({ assessor, standing }) =>
      same(names(assessor.assess(consignment, facts)), looped([...standing.values()], consignment, facts))))
  }), { numRuns: 200 })
})

t.test('the rules of the properties try every operator', async t => {
  const used = new Set(JSON.stringify(fc.sample(settings, { numRuns: 3000, seed: 1 })).match(/"op":"[^"]+"/g)?.map(op => op.slice(6, -1)))
  t.strictSame(OPERATORS.map(({ id }) => id).filter(id => !used.has(id)), [])
})

t.test('two changes of one assessor do not meet', async t => {
  const [bananas, shoes] = published({ all: [{ field: '/goods/*/description', op: 'contains', value: 'banana' }] }, { all: [{ field: '/goods/*/description', op: 'contains', value: 'shoes' }] })
  t.ok(bananas && shoes)
  if (!bananas || !shoes) return
  const empty = await compile([])
  const [one, other] = [empty.change([bananas], []), empty.change([shoes], [])]
  t.strictSame(names(one.assess(cargo(), {})), ['rule-0 1'])
  t.strictSame(names(other.assess(cargo(), {})), ['rule-1 1'])
  t.strictSame(names(empty.assess(cargo(), {})), [])
})

t.test('what was replaced many times over is cleared away, and the rest stands', async t => {
  const [rule] = published({ all: [{ field: '/goods/*/description', op: 'contains', value: 'banana' }] })
  if (!rule) return t.fail('no rule')
  let assessor = await compile(Array.from({ length: 9_000 }, (_, number) => ({ ...rule, profile: `p${number}` })))
  for (let version = 2; version < 5; version++) assessor = assessor.change(Array.from({ length: 9_000 }, (_, number) => ({ ...rule, profile: `p${number}`, version })), [])
  const matches = [...assessor.assess(cargo(), {})]
  t.equal(matches.length, 9_000)
  t.ok(matches.every(({ version }) => version === 4))
})

t.test('a rule that cannot be read is said to have failed on every consignment', async t => {
  const assessor = await compile(published({ all: [{ field: '/no/such/field', op: 'equals', value: 'x' }] }, { all: [{ field: '/mode', op: 'gone', value: 'x' }] }, { all: [] }))
  const matches = [...assessor.assess(cargo(), {})]
  t.strictSame(matches.map(match => 'failed' in match && match.profile), ['rule-0', 'rule-1', 'rule-2'])
  t.strictSame([...assessor.change([], ['rule-0', 'rule-1', 'rule-2']).assess(cargo(), {})], [])
})
