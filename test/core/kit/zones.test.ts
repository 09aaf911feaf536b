import t from 'tap'
import { dayIn } from 'wco-cts'

t.test('the day it is depends on where one stands', async t => {
  const moment = new Date('2026-03-01T21:30:00Z')
  t.equal(dayIn('UTC', moment), '2026-03-01')
  t.equal(dayIn('Africa/Nairobi', moment), '2026-03-02')
  t.equal(dayIn('Pacific/Kiritimati', moment), '2026-03-02')
  t.equal(dayIn('America/Lima', new Date('2026-03-01T04:59:59Z')), '2026-02-28')
  t.equal(dayIn('Nowhere/At-all', moment), '2026-03-01', 'by UTC where nobody knows the zone')
})
