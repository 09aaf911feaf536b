import t from 'tap'
import { checked, isProblem } from 'wco-cts'
import { refuseRule } from '../refuse.ts'
import { Settings, type Rule } from '../settings.ts'

const refused = (settings: unknown): readonly string[] => refuseRule(checked(Settings, settings)).map(({ pointer, detail }) => `${pointer} ${detail}`)

const banana: Rule = { field: '/goods/*/description', op: 'contains', value: ['banana'] }
const onLine: Rule = { field: '/description', op: 'contains', value: 'banana' }

t.test('a rule of the shapes that programs rely on is taken as it is', async t => {
  for (const settings of [
    { all: [banana] },
    { any: [banana, { not: banana }], score: 0 },
    { not: { any: [banana] }, score: 100, reason: 'No bananas' },
    { all: [{ some: '/goods', all: [onLine, { field: '/commodity', op: 'starts-with', value: '08' }] }] },
    { all: [{ some: '/parties', any: [{ some: '/identifiers', all: [{ field: '/scheme', op: 'equals', value: 'eori' }, { field: '/value', op: 'starts-with', value: 'DE' }] }] }] },
    { all: [{ field: '/facts/history/consignee/movements', op: 'less', value: 1 }] }
  ]) {
    t.strictSame(checked(Settings, settings), settings)
    t.strictSame(refused(settings), [])
  }
})

t.test('what is misspelt is named by the schema', async t => {
  t.throws(() => checked(Settings, { all: [{ feld: '/mode', op: 'equals', value: 'sea' }] }), { errors: [{ pointer: '/all/0/feld' }] })
  t.throws(() => checked(Settings, { all: [banana], score: 101 }), { errors: [{ pointer: '/score' }] })
})

t.test('what does not go together is refused at its place', async t => {
  t.strictSame(refused({}), [' rule-top'])
  t.strictSame(refused({ all: [banana], any: [banana] }), [' rule-top'])
  t.strictSame(refused({ all: [{ ...banana, all: [banana] }] }), ['/all/0 rule-shape'])
  t.strictSame(refused({ all: [{ field: '/mode' }, { some: '/goods' }, { value: 3 }] }), ['/all/0 rule-shape', '/all/1 rule-shape', '/all/2 rule-shape'])
  t.strictSame(refused({ not: { any: [] } }), ['/not/any rule-no-conditions'])
  t.strictSame(refused({ all: [] }), ['/all rule-no-conditions'])
})

t.test('a field nobody knows is refused', async t => {
  for (const field of ['/goods/*/colour', '/goods/description', '/facts', '/facts/history', '/facts/history/', '/facts//x', '']) {
    t.strictSame(refused({ all: [{ field, op: 'present' }] }), ['/all/0/field rule-field-unknown'], field)
  }
  t.strictSame(refused({ all: [{ some: '/colours', all: [onLine] }] }), ['/all/0/some rule-field-unknown'])
  t.strictSame(refused({ all: [{ some: '/document', all: [onLine] }] }), ['/all/0/some rule-no-list'])
  t.strictSame(refused({ all: [{ some: '/goods', all: [banana] }] }), ['/all/0/all/0/field rule-field-unknown'])
})

t.test('an operator that does not suit the field is refused', async t => {
  t.strictSame(refused({ all: [{ field: '/mode', op: 'resembles', value: 'sea' }] }), ['/all/0/op rule-operator-unknown'])
  t.strictSame(refused({ all: [{ field: '/grossKilograms', op: 'contains', value: '5' }] }), ['/all/0/op rule-operator-unsuited'])
  t.strictSame(refused({ all: [{ field: '/loading', op: 'greater', value: 5 }] }), ['/all/0/op rule-operator-unsuited'])
  t.strictSame(refused({ all: [{ field: '/document', op: 'equals', value: 'x' }] }), ['/all/0/op rule-operator-unsuited'])
})

t.test('a value that cannot be compared is refused', async t => {
  const value = (field: string, op: string, value?: unknown): readonly string[] => refused({ all: [value === undefined ? { field, op } : { field, op, value }] })
  t.strictSame(value('/mode', 'equals', []), ['/all/0/value rule-value-empty'])
  t.strictSame(value('/mode', 'equals'), ['/all/0/value rule-value-empty'])
  t.strictSame(value('/mode', 'present', 'sea'), ['/all/0/value rule-value-unwanted'])
  t.strictSame(value('/mode', 'equals', ' - '), ['/all/0/value rule-value-unsuited'])
  t.strictSame(value('/packages', 'equals', 'ten'), ['/all/0/value rule-value-unsuited'])
  t.strictSame(value('/packages', 'greater', [1, 2]), ['/all/0/value rule-value-unsuited'])
  t.strictSame(value('/packages', 'between', [1]), ['/all/0/value rule-value-unsuited'])
  t.strictSame(value('/arrival', 'greater', 'soon'), ['/all/0/value rule-value-unsuited'])
  t.strictSame(value('/goods', 'count-less', 0), ['/all/0/value rule-value-unsuited'])
  t.strictSame(value('/movement', 'equals', ['import', 'sideways']), ['/all/0/value rule-value-unknown'])
})

t.test('a rule that can never come true is refused', async t => {
  const never = (...all: readonly Rule[]): readonly string[] => refused({ all })
  const mode = (value: string): Rule => ({ field: '/mode', op: 'equals', value })
  const heavy = (op: string, value: Rule['value'] = []): Rule => ({ field: '/grossKilograms', op, value })
  for (const all of [
    [mode('sea'), mode('air')],
    [mode('sea'), { all: [mode('air')] }],
    [mode('sea'), { not: mode('sea') }],
    [{ field: '/mode', op: 'missing' }],
    [{ field: '/goods/*/description', op: 'missing' }, banana],
    [{ field: '/loading', op: 'starts-with', value: 'BR' }, { field: '/loading', op: 'starts-with', value: ['KE', 'TZ'] }],
    [{ field: '/loading', op: 'starts-with', value: 'BR' }, { field: '/loading', op: 'equals', value: 'KEMBA' }],
    [heavy('greater', 5), heavy('less', 5)],
    [heavy('between', [9, 3])],
    [heavy('equals', 3), heavy('greater', 3)],
    [{ some: '/goods', all: [{ field: '/packages', op: 'greater', value: 9 }, { field: '/packages', op: 'less', value: 2 }] }],
    [{ some: '/goods', all: [{ field: '/line', op: 'missing' }] }],
    [{ any: [{ all: [mode('sea'), mode('air')] }, { field: '/id', op: 'missing' }] }]
  ] satisfies Rule[][]) t.strictSame(never(...all), [' rule-never-fires'], JSON.stringify(all))
})

t.test('a rule that may come true is not taken for one that cannot', async t => {
  const heavy = (op: string, value: Rule['value'] = []): Rule => ({ field: '/grossKilograms', op, value })
  for (const all of [
    [{ field: '/goods/*/origin', op: 'equals', value: 'BR' }, { field: '/goods/*/origin', op: 'equals', value: 'CO' }],
    [{ some: '/goods', all: [{ field: '/commodity', op: 'equals', value: '0803' }, { field: '/commodity', op: 'equals', value: '0804' }] }],
    [heavy('greater', 3), heavy('between', [5, 5])],
    [heavy('between', [3, 5]), heavy('between', [5, 7])],
    [heavy('equals', [3, 9]), heavy('greater', 3)],
    [{ field: '/loading', op: 'starts-with', value: 'BR' }, { field: '/loading', op: 'starts-with', value: 'BRS' }],
    [{ field: '/goods/0/line', op: 'missing' }],
    [{ field: '/goods/*/line', op: 'missing' }],
    [{ field: '/goods', op: 'missing' }, { field: '/goods', op: 'count-less', value: 1 }],
    [{ any: [{ all: [heavy('greater', 5), heavy('less', 5)] }, banana] }]
  ] satisfies Rule[][]) t.strictSame(refused({ all }), [], JSON.stringify(all))
})

t.test('a rule that is too large is refused before anything else of it is looked at', async t => {
  const deep = (levels: number): Rule => levels === 0 ? banana : { not: deep(levels - 1) }
  t.strictSame(refused({ all: [deep(8)] }), [])
  t.strictSame(refused({ all: [deep(9)] }), [' rule-too-deep'])
  t.strictSame(refused({ any: Array.from({ length: 200 }, () => banana) }), [])
  t.strictSame(refused({ any: Array.from({ length: 201 }, () => banana) }), [' rule-too-many-conditions'])
  const words = (many: number): Rule => ({ ...banana, value: Array.from({ length: many }, (_, number) => `w${number}`) })
  t.strictSame(refused({ any: [words(10_000)] }), [])
  t.strictSame(refused({ any: [words(9_999), words(2)] }), [' rule-too-many-values'])
})

t.test('a rule nested five hundred deep is judged at once, and refused', async t => {
  let rule: Rule = banana
  for (let level = 0; level < 500; level++) rule = { not: rule }
  const started = performance.now()
  t.strictSame(refused({ not: rule }), [' rule-too-deep'])
  t.ok(performance.now() - started < 1000)
})

t.test('settings without the shape of a rule are left to the schema', async t => {
  const given: unknown = { all: [{ field: 3 }] }
  try {
    checked(Settings, given)
    t.fail('the schema took it')
  } catch (error) {
    t.ok(isProblem(error))
  }
})
