import t from 'tap'
import type { Earlier } from '../../../core/contract/enricher.ts'
import { earlierInBatch } from '../../../core/flow/enrich.ts'
import type { Consignment } from '../../../core/model/consignment.ts'

const NOW = new Date('2026-11-22T10:00:00Z')
const BEFORE = new Date('2026-06-01T10:00:00Z')

const consignment = (index: number, consignee: string): Consignment => ({
  id: `00000000-0000-4000-8000-00000000000${index}`, mode: 'sea', document: { kind: 'bill', number: `BILL${index}` }, conveyance: { stops: [] },
  transhipments: [], parties: [{ role: 'consignee', name: consignee, identifiers: [], contacts: [] }], goods: [], equipment: [], handling: [], references: [], customs: [], notes: [], senders: [], reports: []
})

const known = (consignments: number): Earlier => ({ consignments, first: BEFORE, last: BEFORE, targets: 0, outcomes: {} })
const countOf = (seen: ReturnType<typeof earlierInBatch>, of: Consignment, name: string): number | null => seen.get(of.id)?.earlier.get(`name ${name}`)?.consignments ?? null

t.test('of several consignments of one batch each knows those before it, and those of earlier batches', async t => {
  const batch = [consignment(1, 'Alpha'), consignment(2, 'ALPHA'), consignment(3, 'Beta'), consignment(4, 'alpha')]
  const seen = earlierInBatch(batch, new Map([['name beta', known(5)]]), new Map(), NOW)
  t.same(batch.map((each, index) => countOf(seen, each, index === 2 ? 'beta' : 'alpha')), [null, 1, 5, 2])
  t.same(seen.get(batch[1]?.id ?? '')?.earlier.get('name alpha'), { consignments: 1, first: NOW, last: NOW, targets: 0, outcomes: {} })
})

t.test('a consignment that is assessed again knows what was known as it came: neither itself nor what came later', async t => {
  const [again] = [consignment(1, 'Alpha')]
  if (again === undefined) throw new Error('no consignment')
  const name = `${again.id} name alpha`
  const now = new Map([['name alpha', known(40)]])
  t.equal(countOf(earlierInBatch([again], now, new Map([[name, null]]), NOW), again, 'alpha'), null)
  t.equal(countOf(earlierInBatch([again], now, new Map([[name, known(2)]]), NOW), again, 'alpha'), 2)
})

t.test('a consignment that is amended to somebody known knows all that came from him, and is counted for the next', async t => {
  const [amended, next] = [consignment(1, 'Beta'), consignment(2, 'Beta')]
  if (amended === undefined || next === undefined) throw new Error('no consignment')
  const counted = new Map([[`${amended.id} name alpha`, null]])
  const seen = earlierInBatch([amended, next], new Map([['name beta', known(1)]]), counted, NOW)
  t.same([countOf(seen, amended, 'beta'), countOf(seen, next, 'beta')], [1, 2])
})
