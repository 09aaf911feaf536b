import t from 'tap'
import { conformStep, madeActor, madeTarget } from 'wco-cts/conformance'
import { asked } from '../ask.ts'
import plugin from '../index.ts'

const actor = madeActor({ name: 'A. Otieno' })
const mine = madeTarget('claimed', { assignee: actor.id })
const free = madeTarget('claimed')

// All that every step must do: lead where it said, refuse in words what its form refuses, take no harm from any input.
conformStep(t, plugin, {
  folder: new URL('../', import.meta.url),
  accepted: [{ target: mine, input: { note: 'Is this consignee known to you?' }, to: 'claimed' }],
  refused: [{ target: mine, input: {} }, { target: mine, input: { note: '' } }, { target: free, input: { note: 'Whose is this?' } }]
})

t.test('whoever has the role reads who asks, and what', async t => {
  t.match(asked(mine, { note: 'Known?' }, { actor, role: 'supervisor' }).send, [{ to: { role: 'supervisor' }, params: { from: 'A. Otieno', note: 'Known?' } }])
})
