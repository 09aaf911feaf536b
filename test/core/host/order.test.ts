import * as fc from 'fast-check'
import t from 'tap'
import { orderByNeeds } from '../../../core/host/order.ts'

t.test('whatever needs what, each stands behind its needs and none is lost or doubled', async () => {
  // A plugin needs only such as come earlier in some hidden order: so there is always a way.
  const plugins = fc.array(fc.array(fc.nat(), { maxLength: 4 }), { minLength: 1, maxLength: 30 })
    .map(needs => needs.map((each, index) => ({ id: `p${index}`, needs: index === 0 ? [] : [...new Set(each.map(need => `p${need % index}`))] })))
    .chain(all => fc.shuffledSubarray(all, { minLength: all.length }))
  fc.assert(fc.property(plugins, all => {
    const { ordered, faults } = orderByNeeds(all)
    const at = new Map(ordered.map(({ id }, index) => [id, index]))
    return faults.length === 0 && ordered.length === all.length && at.size === all.length &&
      ordered.every(({ needs }, index) => needs.every(need => (at.get(need) ?? Infinity) < index))
  }))
})

t.test('a ring is named by its members alone, not by the way that led into it', async t => {
  const { faults } = orderByNeeds([{ id: 'door', needs: ['a'] }, { id: 'a', needs: ['b'] }, { id: 'b', needs: ['a'] }])
  t.same(faults, [{ at: 'a', says: 'needs itself: a → b → a' }])
})
