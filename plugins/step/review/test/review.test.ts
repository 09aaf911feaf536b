import t from 'tap'
import { Problem } from 'wco-cts'
import { conformStep, madeActor, madeTarget } from 'wco-cts/conformance'
import review from '../index.ts'
import { reasons, reviewed, reviewForm } from '../review.ts'

const me = madeActor()
const theirs = { assignee: '7b0e8a52-0000-4000-8000-000000000002' }
const held = { holds: [{ id: '1', kind: 'customs', reason: 'waits for papers', authority: 'KE' }] }

conformStep(t, review, {
  folder: new URL('../', import.meta.url),
  accepted: [
    { target: madeTarget('proposed'), input: { reason: 'false-match' }, to: 'dismissed' },
    ...reasons.map(reason => ({ target: madeTarget('claimed', { assignee: me.id }), input: { decision: 'no-interest', reason, note: 'seen' }, to: 'dismissed' })),
    ...reasons.map(reason => ({ target: madeTarget('issued'), input: { decision: 'no-interest', reason, note: 'seen' }, to: 'withdrawn' })),
    { target: madeTarget('proposed'), input: { decision: 'possible' }, to: 'claimed' },
    { target: madeTarget('claimed'), input: { decision: 'confirmed', note: 'same person, same birth date' }, to: 'claimed' },
    { target: madeTarget('proposed'), input: { decision: 'too-late' }, to: 'lapsed' }
  ],
  refused: [
    { target: madeTarget('proposed'), input: {} },
    { target: madeTarget('proposed'), input: { decision: 'no-interest', reason: 'other' } },
    { target: madeTarget('proposed'), input: { decision: 'no-interest', reason: 'other', note: '  ' } },
    { target: madeTarget('proposed'), input: { decision: 'no-interest', reason: 'bored' } },
    { target: madeTarget('issued'), input: { decision: 'possible' } },
    { target: madeTarget('claimed', theirs), input: { decision: 'possible' } },
    { target: madeTarget('proposed', held), input: { decision: 'no-interest', reason: 'low-risk' } }
  ]
})

t.test('dismissing an alert records a coded outcome and claims it', async t => {
  t.match(reviewed(madeTarget('proposed'), { reason: 'known-operator', note: 'AEO' }, me), {
    to: 'dismissed', assignee: me.id, outcome: { code: 'withdrawn', reason: 'known-operator', note: 'AEO' }, says: { key: 'dismissed.known-operator' }
  })
})

t.test('what came too late ends as missed', async t => {
  t.match(reviewed(madeTarget('claimed'), { decision: 'too-late' }, me), { to: 'lapsed', outcome: { code: 'missed' } })
})

t.test('a target kept ends nothing', async t => {
  t.equal(reviewed(madeTarget('proposed'), { decision: 'possible' }, me).outcome, undefined)
})

t.test('only calling off is offered once an examination is ordered', async t => {
  t.same(reviewForm(madeTarget('acknowledged')).properties.decision.anyOf.map(choice => choice.const), ['no-interest', 'too-late'])
})

t.test('a missing reason points at its field', async t => {
  t.throws(() => reviewed(madeTarget('proposed'), {}, me), new Problem('input-invalid', 400, { count: 1 }, { errors: [{ pointer: '/reason', detail: 'reason-needed' }] }))
})

t.test('a target under a hold is not ended', async t => {
  t.throws(() => reviewed(madeTarget('proposed', held), { decision: 'too-late' }, me), new Problem('hold-stands', 409, { count: 1 }))
})
