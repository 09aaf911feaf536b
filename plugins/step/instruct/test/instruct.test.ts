import t from 'tap'
import { means } from 'wco-cts'
import { conformStep, gather, madeActor, madeTarget, noTables } from 'wco-cts/conformance'
import instruct from '../index.ts'
import { ordered } from '../instruct.ts'

const me = madeActor()
const theirs = { assignee: '7b0e8a52-0000-4000-8000-000000000002' }
const order = { means: 'scan', note: 'voids behind the front wall' }

conformStep(t, instruct, {
  folder: new URL('../', import.meta.url),
  accepted: [
    ...means.map(means => ({ target: madeTarget('claimed', { assignee: me.id }), input: { ...order, means }, to: 'issued' })),
    { target: madeTarget('proposed'), input: { ...order, place: 'KEMBA' }, to: 'issued' },
    { target: madeTarget('acknowledged'), input: order, to: 'issued' }
  ],
  refused: [
    { target: madeTarget('proposed'), input: {} },
    { target: madeTarget('proposed'), input: { means: 'scan' } },
    { target: madeTarget('proposed'), input: { means: 'scan', note: '' } },
    { target: madeTarget('proposed'), input: { means: 'x-ray', note: 'voids' } },
    { target: madeTarget('claimed', theirs), input: order }
  ]
})

t.test('an order stands as a control without a result, and claims the target', async t => {
  const effect = ordered(madeTarget('proposed'), order, { actor: me, role: 'officer' })
  t.same(effect.control, { ...order, discoveries: [] })
  t.equal(effect.assignee, me.id)
})

t.test('those of the configured role are told what to look for', async t => {
  const { steps } = await gather(instruct, { role: 'examiner' })
  const effect = await noTables(async within => steps[0]?.take(madeTarget('claimed'), order, me, within))
  t.match(effect?.send, [{ to: { role: 'examiner' }, params: { means: 'scan', note: order.note } }])
})

t.test('a colleague’s target does not offer an order', async t => {
  const { steps } = await gather(instruct)
  t.equal(await noTables(async within => steps[0]?.offer(madeTarget('claimed', theirs), me, within)), null)
})
