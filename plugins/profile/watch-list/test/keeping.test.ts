import t from 'tap'
import { cargo, entry, named, withLists } from './fixture.ts'

const consignment = cargo({ parties: [{ role: 'consignee', name: 'Nordic Copper Works' }] })
const copper = entry(named('party', 'Nordic Copper Works'), { entry: 'copper', change: 3 })

t.test('the lists are read at the first consignment, and once', async t => {
  const { lists, hits, facts } = await withLists([copper])
  t.same(lists.asked, [], 'not at registration')
  t.equal((await hits(consignment)).length, 1)
  await Promise.all([facts([consignment]), facts([consignment])])
  t.same(lists.asked, [undefined])
})

t.test('what changed is in force once the change was told, and only what changed is read', async t => {
  const { lists, hits, changed } = await withLists([copper])
  await hits(consignment)
  lists.entries.push(entry(named('words', 'copper'), { entry: 'word', change: 4 }), { ...copper, change: 5, gone: true })
  await changed()
  t.same(lists.asked, [undefined, 3])
  t.same(await hits(consignment), [], 'the entry that is gone meets nothing')
  t.equal((await hits(cargo({ goods: [{ line: 1, description: 'COPPER WIRE' }] }))).length, 1)
  lists.entries.push(entry(named('words', 'brass'), { entry: 'word', change: 6 }))
  await changed()
  t.same(lists.asked, [undefined, 3, 5])
  t.equal((await hits(cargo({ goods: [{ line: 1, description: 'COPPER AND BRASS' }] }))).length, 1, 'an entry that was changed is met by its new words only')
})

t.test('a change told before anything was read costs nothing', async t => {
  const { lists, changed } = await withLists([copper])
  await changed()
  t.same(lists.asked, [])
})

t.test('a list that cannot be read stops the work and is read again, whether at first or later', async t => {
  const { lists, hits, changed } = await withLists([copper])
  lists.fails = true
  await t.rejects(hits(consignment), /cannot be read/)
  lists.fails = false
  t.equal((await hits(consignment)).length, 1)
  lists.fails = true
  lists.entries.push({ ...copper, change: 9, gone: true })
  await t.rejects(changed(), /cannot be read/)
  await t.rejects(hits(consignment), /cannot be read/, 'a register known to be behind answers nobody')
  lists.fails = false
  t.same(await hits(consignment), [])
})

t.test('changes told at the same time are taken one after the other', async t => {
  const { lists, hits, changed } = await withLists([copper])
  const first = hits(consignment)
  lists.entries.push({ ...copper, change: 7, gone: true })
  await Promise.all([changed(), changed()])
  await first
  t.same(await hits(consignment), [])
})
