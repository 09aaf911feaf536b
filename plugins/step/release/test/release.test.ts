import t from 'tap'
import { Problem } from 'wco-cts'
import { conformStep, madeTarget } from 'wco-cts/conformance'
import release from '../index.ts'
import { released } from '../release.ts'

const outcome = { target: madeTarget('examined').id, code: 'negative' } as const
const ready = madeTarget('examined', { outcome })
const held = { ...ready, holds: [{ id: '1', kind: 'customs', reason: 'waits for papers', authority: 'KE' }, { id: '2', kind: 'health', reason: 'sample', authority: 'MOH' }] }

conformStep(t, release, {
  folder: new URL('../', import.meta.url),
  accepted: [{ target: ready, input: {}, to: 'closed' }, { target: ready, input: { note: 'seal 4711 put back' }, to: 'closed' }],
  refused: [{ target: held, input: {} }, { target: madeTarget('examined'), input: {} }, { target: ready, input: { outcome: 'positive' } }]
})

t.test('cargo under two holds stays, and the officer learns how many stand', async t => {
  t.throws(() => released(held, {}), new Problem('hold-stands', 409, { count: 2 }))
})

t.test('nothing is released before its outcome is recorded', async t => {
  t.throws(() => released(madeTarget('examined'), {}), new Problem('outcome-missing', 409))
})

t.test('the outcome that stands is not touched', async t => {
  t.equal(released(ready, {}).outcome, undefined)
})
