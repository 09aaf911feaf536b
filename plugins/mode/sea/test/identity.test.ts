import t from 'tap'
import type { Declaration } from 'wco-cts'
import { belongingOf } from '../bill.ts'
import { bill, cuscar } from './filings.ts'

const key = (more: Partial<Declaration>, sender = 'MSC'): string => belongingOf(bill(more), cuscar({ sender })).key

t.test('a bill is the same with and without its carrier in front, with blanks and hyphens', async t => {
  t.equal(key({ number: 'MSCU1234567' }), key({ number: '123 4567' }))
  t.equal(key({ number: 'mscu-1234567' }), key({ number: '1234567' }))
  t.not(key({ number: '1234567' }), key({ number: '1234568' }))
})

t.test('the same number of another carrier is another bill', async t => {
  t.not(key({ number: '1234567' }), key({ number: '1234567', issuer: 'CMDU' }))
})

t.test('where nobody names the carrier, the ship’s is taken, then the code in front of the number', async t => {
  const { issuer: _, ...rest } = bill()
  const without = { ...rest, conveyance: { stops: [] } }
  t.equal(belongingOf({ ...rest, number: '1234567' }, cuscar()).key, key({}))
  t.equal(belongingOf({ ...without, number: 'MSCU1234567' }, cuscar()).key, key({}))
  t.equal(belongingOf({ ...without, number: '1234567' }, cuscar()).key, 'bill - 1234567')
})

t.test('a master bill and a plain bill with one number are one; a house bill with it is another', async t => {
  t.equal(key({ kind: 'master-bill' }), key({ kind: 'bill' }))
  t.not(key({ kind: 'house-bill', parent: 'X1' }), key({ kind: 'bill' }))
})

t.test('a house bill is its issuer’s, else its master’s, else its sender’s, and leads to the master', async t => {
  const house = belongingOf(bill({ kind: 'house-bill', issuer: 'NVOX', number: 'H1', parent: 'MSCU1234567' }), cuscar())
  t.equal(house.key, 'house NVOX H1')
  t.same(house.links[0], { scheme: 'master', value: key({}) })
  const { issuer: _, ...rest } = bill({ kind: 'house-bill', number: 'H1', parent: '1234567' })
  t.equal(belongingOf(rest, cuscar()).key, 'house under 1234567 H1')
  const { parent: _parent, ...alone } = rest
  t.equal(belongingOf(alone, cuscar({ sender: 'nvo-7' })).key, 'house by NVO7 H1')
})

t.test('containers and the voyage are links', async t => {
  const seals: never[] = []
  const { links } = belongingOf(bill({ equipment: [{ number: 'CSQU 305438-3', seals }, { number: 'CSQU3054383', seals }, { seals }] }), cuscar())
  t.same(links, [{ scheme: 'container', value: 'CSQU3054383' }, { scheme: 'journey', value: 'MSCU 214W' }])
})

t.test('documents without a number are told apart by their content and known again', async t => {
  const empties = (number: string, line = 1) => ({ number: 'VACIO', equipment: [{ number, seals: [] }], positions: { '/number': { line } } })
  t.equal(key(empties('CSQU3054383')), key(empties('CSQU3054383', 7)), 'wherever it stands in its message')
  t.not(key(empties('CSQU3054383')), key(empties('MSCU1234566')))
})
