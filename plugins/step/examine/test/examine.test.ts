import t from 'tap'
import { Problem } from 'wco-cts'
import { conformStep, madeActor, madeTarget } from 'wco-cts/conformance'
import { categories, units } from '../discoveries.ts'
import { examined } from '../examine.ts'
import { examineForm, recorded } from '../form.ts'
import examine from '../index.ts'

const me = madeActor()
const issued = madeTarget('issued', { controls: [{ id: '1', means: 'scan', note: 'voids', discoveries: [] }] })
const acknowledged = { ...issued, state: 'acknowledged' }
const discoveries = [{ category: 'narcotics', quantity: 12.5 }]
const find = { outcome: 'positive', discoveries }

conformStep(t, examine, {
  folder: new URL('../', import.meta.url),
  accepted: [
    { target: issued, input: {}, to: 'acknowledged' },
    { target: issued, input: { note: 'on Monday' }, to: 'acknowledged' },
    { target: issued, input: find, to: 'examined' },
    ...recorded.filter(outcome => outcome !== 'positive').map(outcome => ({ target: acknowledged, input: { outcome }, to: 'examined' })),
    { target: acknowledged, input: { outcome: 'positive', note: 'three undeclared engines' }, to: 'examined' },
    { target: acknowledged, input: { outcome: 'negative', result: 'suspicious', means: 'dog', place: 'KEMBA' }, to: 'examined' },
    { target: { ...issued, state: 'examined' }, input: { ...find, discoveries: [...discoveries, { category: 'weapons', quantity: 2 }] }, to: 'examined' }
  ],
  refused: [
    { target: acknowledged, input: {} },
    { target: issued, input: { result: 'clear' } },
    { target: issued, input: { outcome: 'waived' } },
    { target: acknowledged, input: { outcome: 'positive' } },
    { target: acknowledged, input: { outcome: 'positive', note: '   ' } },
    { target: acknowledged, input: { ...find, result: 'clear' } },
    { target: acknowledged, input: { outcome: 'positive', discoveries: [{ category: 'narcotics' }] } },
    { target: acknowledged, input: { outcome: 'positive', discoveries: [{ category: 'gold', quantity: 3 }] } },
    { target: acknowledged, input: { outcome: 'positive', discoveries: [{ category: 'narcotics', quantity: -1 }] } },
    { target: acknowledged, input: { ...find, outcome: 'negative' } },
    { target: acknowledged, input: { outcome: 'negative', result: 'discovery' } },
    { target: acknowledged, input: { outcome: 'negative', result: 'inconclusive' } },
    { target: acknowledged, input: { outcome: 'no-show', result: 'clear' } },
    { target: acknowledged, input: { ...find, outcome: 'not-arrived' } }
  ]
})

t.test('a discovery is kept in the unit its category fixes', async t => {
  t.same(examined(issued, find, me).control, { means: 'scan', result: 'discovery', discoveries: [{ category: 'narcotics', quantity: 12.5, unit: 'KGM' }] })
})

t.test('the means ordered last is what was used unless the examiner says otherwise', async t => {
  t.equal(examined(issued, { outcome: 'negative' }, me).control?.means, 'scan')
  t.equal(examined(issued, { outcome: 'negative', means: 'dog' }, me).control?.means, 'dog')
})

t.test('a result is that of the control that was ordered, and a correction that of the one it corrects', async t => {
  const [scan, dog] = [{ id: '1', means: 'scan', discoveries: [] }, { id: '2', means: 'dog', discoveries: [] }] as const
  const on = (controls: readonly (typeof scan | typeof dog | { id: string, means: 'scan', result: 'clear', discoveries: [] })[], means: string) => examined({ ...issued, controls: controls.map(control => ({ ...control, discoveries: [] })) }, { outcome: 'negative', means }, me).fulfils
  t.equal(on([scan, dog], 'scan'), '1')
  t.equal(on([scan, dog], 'sample'), '2', 'other means than ordered are still what was ordered')
  t.equal(on([{ ...scan, result: 'clear', discoveries: [] }, dog], 'scan'), '1')
  t.equal(on([{ ...scan, result: 'clear', discoveries: [] }], 'scan'), '1')
  t.equal(on([{ ...scan, result: 'clear', discoveries: [] }], 'dog'), undefined, 'a control nobody ordered is one of its own')
})

t.test('cargo that never came has an outcome and no control', async t => {
  const effect = examined(acknowledged, { outcome: 'no-show', note: 'called twice' }, me)
  t.equal(effect.control, undefined)
  t.same(effect.outcome, { code: 'no-show', note: 'called twice' })
})

t.test('the officer who selected the cargo is told what it came to', async t => {
  const assignee = '7b0e8a52-0000-4000-8000-000000000002'
  t.match(examined({ ...issued, assignee }, find, me).send, [{ to: { person: assignee }, subject: 'examined.positive' }])
  t.same(examined({ ...issued, assignee: me.id }, find, me).send, [])
})

t.test('each contradiction points at its field', async t => {
  t.throws(() => examined(acknowledged, { outcome: 'negative', result: 'discovery', discoveries }, me), new Problem('input-invalid', 400, { count: 2 }, {
    errors: [{ pointer: '/discoveries', detail: 'discovery-not-positive' }, { pointer: '/result', detail: 'discovery-not-positive' }]
  }))
})

t.test('every category has one unit, and the form offers each', async t => {
  t.same([...categories].sort(), Object.keys(units).sort())
  t.same(examineForm(issued).properties.discoveries.items.properties.category.anyOf.map(choice => choice.const), categories)
})
