import type { Test } from 'tap'
import type { Accept, Host, Incoming, Plugin } from 'wco-cts'
import { conformCard } from './card.ts'
import { gather } from './gather.ts'

/** What a test of a channel does: hands a message in, and says whether it was acknowledged to its sender. */
export interface Sent { readonly acknowledged: boolean }

interface Given {
  readonly folder: URL
  readonly options?: object
  readonly replaced?: Partial<Host>
  /** Hands one message in from outside and resolves when its sender knows what became of it. */
  send (message: string): Promise<Sent>
}

/** A channel acknowledges only what was accepted, hands over the bytes unchanged, and can be closed. */
export const conformChannel = (t: Test, plugin: Plugin, given: Given) =>
  t.test(`${plugin.id} conforms as a channel`, async t => {
    await conformCard(t, plugin, given)
    const { channels } = await gather(plugin, given.options, given.replaced)
    const [channel] = channels
    if (channel === undefined) throw new Error('it adds no channel')
    const { accept, taken, refuse } = acceptor()
    const close = await channel.open(accept)

    t.ok((await given.send('first message')).acknowledged, 'what is accepted is acknowledged')
    t.same(taken, ['first message'], 'byte for byte')
    refuse()
    t.notOk((await given.send('second message')).acknowledged, 'what cannot be stored is not')
    t.same(taken, ['first message'], 'and was not taken')
    await close()
    t.pass('it closes')
  })

const acceptor = () => {
  const taken: string[] = []
  let refusing = false
  const accept: Accept = async ({ bytes }: Incoming) => {
    const chunks: Uint8Array[] = []
    for await (const chunk of bytes) chunks.push(chunk)
    if (refusing) throw new Error('the store is away')
    taken.push(Buffer.concat(chunks).toString())
    return { message: `m${taken.length}`, duplicate: false }
  }
  return { accept, taken, refuse: () => { refusing = true } }
}
