import type { Test } from 'tap'
import type { Host, IdentityProvider, Plugin } from 'wco-cts'
import { conformCard } from './card.ts'
import { lackingIn } from './form.ts'
import { gather } from './gather.ts'
import { textsOf } from './texts.ts'

type Answer = Readonly<Record<string, string>>

interface Given {
  readonly folder: URL
  readonly options?: object
  readonly replaced?: Partial<Host>
  /** Enrols whoever `right` signs in, where the provider does not. */
  prepare? (provider: IdentityProvider): Promise<void>
  readonly right: { readonly answer: Answer, readonly subject: string }
  readonly wrong: readonly Answer[]
  /** What must never stand in a log. */
  readonly secrets: readonly string[]
}

/** An identity provider lets in whoever proves himself, answers null to all else, and logs no secret. */
export const conformIdentity = (t: Test, plugin: Plugin, given: Given) =>
  t.test(`${plugin.id} conforms as an identity provider`, async t => {
    await conformCard(t, plugin, given)
    const logged: string[] = []
    const { identities } = await gather(plugin, given.options, { ...given.replaced, log: listening(logged) })
    const [provider] = identities
    if (provider === undefined) throw new Error('it adds no identity provider')
    await given.prepare?.(provider)

    const begun = await provider.begin(new URL('http://127.0.0.1:3000/'))
    if ('form' in begun) t.same(lackingIn(begun.form, (await textsOf(plugin, given.folder)).has), [], 'its form can be filled in')
    for (const answer of given.wrong) t.equal(await provider.finish(answer), null, `${JSON.stringify(Object.keys(answer))} that prove nothing let nobody in`)
    t.match(await provider.finish(given.right.answer), { subject: given.right.subject }, 'the right answer does')
    t.same(given.secrets.filter(secret => logged.some(line => line.includes(secret))), [], 'no secret was logged')
  })

const listening = (logged: string[]): Host['log'] => {
  const log = (...said: readonly unknown[]): void => { logged.push(JSON.stringify(said)) }
  const logger: Host['log'] = { level: 'trace', fatal: log, error: log, warn: log, info: log, debug: log, trace: log, silent: log, child: () => logger }
  return logger
}
