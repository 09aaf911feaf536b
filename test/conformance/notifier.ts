import type { Test } from 'tap'
import type { Host, Notice, Plugin } from 'wco-cts'
import { conformCard } from './card.ts'
import { gather } from './gather.ts'

interface Given {
  readonly folder: URL
  readonly options?: object
  readonly replaced?: Partial<Host>
  /** An address it reaches, without its scheme. */
  readonly to: string
  /** Addresses it must refuse. */
  readonly refused: readonly string[]
  /** Notices that arrived at `to` with their keys, as the receiver tells them apart. */
  arrived (): Promise<readonly { readonly key: string, readonly subject: string, readonly text: string }[]>
}

/** A notifier brings a notice whole, brings it once however often it is tried, and throws when it cannot. */
export const conformNotifier = (t: Test, plugin: Plugin, given: Given) =>
  t.test(`${plugin.id} conforms as a notifier`, async t => {
    await conformCard(t, plugin, given)
    const { notifiers } = await gather(plugin, given.options, given.replaced)
    const [notifier] = notifiers
    if (notifier === undefined) throw new Error('it adds no notifier')
    t.match(notifier.scheme, /^[a-z][a-z0-9+.-]*$/, 'it serves a scheme of addresses')

    await notifier.send(NOTICE, given.to, 'key-1')
    await notifier.send(NOTICE, given.to, 'key-1')
    await notifier.send({ ...NOTICE, subject: 'Another' }, given.to, 'key-2')
    const arrived = await given.arrived()
    const distinct = new Map(arrived.map(notice => [notice.key, notice]))
    t.equal(distinct.size, 2, 'a second try is the same notice to its reader')
    t.ok([...distinct.values()].some(({ subject, text }) => subject === NOTICE.subject && text.includes(NOTICE.text)), 'accents and signs arrive whole')
    for (const to of given.refused) await t.rejects(notifier.send(NOTICE, to, 'key-3'), `${JSON.stringify(to)} is refused`)
  })

const NOTICE: Notice = { subject: 'Cible à contrôler – <Ångström & Çelik>', text: 'A target waits: مستوعب TGHU 123456-7.', link: '/targets/1' }
