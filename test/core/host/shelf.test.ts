import { Type } from '@sinclair/typebox'
import t from 'tap'
import { makeShelf } from '../../../core/host/shelf.ts'
import { makeShelves, sealShelves } from '../../../core/host/shelves.ts'

const shelf = () => makeShelf<{ readonly id: string, readonly send?: unknown }>('notifier', Type.Object({ id: Type.String(), send: Type.Function([], Type.Unknown()) }))
const send = (): void => {}

t.test('a shelf gives what was put on it, in order, with whose it is', async t => {
  const notifiers = shelf()
  notifiers.add('notifier/one', { id: 'one', send })
  notifiers.add('notifier/two', { id: 'two', send })
  t.match(notifiers.get('two'), { plugin: 'notifier/two', thing: { id: 'two' } })
  t.equal(notifiers.get('three'), undefined)
  t.same(notifiers.all().map(({ thing }) => thing.id), ['one', 'two'])
})

t.test('a second thing of the same id is refused, with who has it', async t => {
  const notifiers = shelf()
  notifiers.add('notifier/one', { id: 'mail', send })
  t.throws(() => { notifiers.add('notifier/two', { id: 'mail', send }) }, { message: 'notifier/two adds the notifier “mail”, which notifier/one has added already' })
})

t.test('what does not look like the extension point is refused, with what it lacks', async t => {
  t.throws(() => { shelf().add('notifier/one', { id: 'mail' }) }, { message: /^notifier\/one adds a notifier that is not one: \/send / })
})

t.test('after the start nothing is added to any shelf', async t => {
  const shelves = makeShelves()
  sealShelves(shelves)
  for (const each of Object.values(shelves)) t.throws(() => { each.add('step/late', { id: 'late' } as never) }, /after the start/)
})

t.test('there is a shelf for each extension point a plugin can add to', async t => {
  t.same(Object.keys(makeShelves()).sort(), ['channels', 'enrichers', 'formats', 'identities', 'modes', 'notifiers', 'pages', 'profiles', 'reports', 'sources', 'steps'])
})
