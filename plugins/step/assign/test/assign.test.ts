import t from 'tap'
import { Problem } from 'wco-cts'
import { conformStep, madeActor, madeTarget } from 'wco-cts/conformance'
import { assigned, assignForm } from '../assign.ts'
import assign from '../index.ts'

const me = madeActor()
const colleague = '7b0e8a52-0000-4000-8000-000000000002'
const mine = { assignee: me.id }
const theirs = { assignee: colleague }

conformStep(t, assign, {
  folder: new URL('../', import.meta.url),
  accepted: [
    { target: madeTarget('proposed'), input: {}, to: 'claimed' },
    { target: madeTarget('proposed'), input: { act: 'hand-over', person: colleague }, to: 'claimed' },
    { target: madeTarget('claimed', mine), input: { act: 'give-back' }, to: 'proposed' },
    { target: madeTarget('claimed', theirs), input: { act: 'take-over' }, to: 'claimed' },
    { target: madeTarget('issued', mine), input: { act: 'give-back' }, to: 'issued' },
    { target: madeTarget('examined', theirs), input: { act: 'take-over' }, to: 'examined' }
  ],
  refused: [
    { target: madeTarget('claimed', theirs), input: {} },
    { target: madeTarget('claimed', theirs), input: { act: 'give-back' } },
    { target: madeTarget('proposed'), input: { act: 'hand-over' } },
    { target: madeTarget('proposed'), input: { act: 'hand-over', person: 'Amina' } },
    { target: madeTarget('proposed'), input: { act: 'claim', extra: true } }
  ]
})

t.test('a claim makes the target the officer’s own', async t => {
  t.match(assigned(madeTarget('proposed'), {}, me), { to: 'claimed', assignee: me.id, says: { key: 'claimed' } })
})

t.test('the second of two officers who claim at once learns that it is gone', async t => {
  t.throws(() => assigned(madeTarget('claimed', theirs), { act: 'claim' }, me), new Problem('claimed-already', 409))
})

t.test('handing over names the colleague and tells him', async t => {
  const effect = assigned(madeTarget('claimed', mine), { act: 'hand-over', person: colleague }, me)
  t.equal(effect.assignee, colleague)
  t.match(effect.send, [{ to: { person: colleague }, params: { from: me.name } }])
})

t.test('giving back leaves the target with nobody', async t => {
  t.equal(assigned(madeTarget('claimed', mine), { act: 'give-back' }, me).assignee, null)
})

t.test('a colleague’s target offers nothing by default', async t => {
  t.equal(assignForm(madeTarget('claimed', theirs), me).properties.act.default, undefined)
  t.equal(assignForm(madeTarget('proposed'), me).properties.act.default, 'claim')
})

t.test('handing over without a name points at the missing field', async t => {
  t.throws(() => assigned(madeTarget('proposed'), { act: 'hand-over' }, me), new Problem('input-invalid', 400, { count: 1 }, { errors: [{ pointer: '/person', detail: 'person-needed' }] }))
})
