import * as fc from 'fast-check'
import t from 'tap'
import { isProblem, type IdentityProvider } from 'wco-cts'
import { conformIdentity, gather, ownTables } from 'wco-cts/conformance'
import { makeAccounts } from '../accounts.ts'
import { commonPasswords } from '../common.ts'
import password from '../index.ts'
import { faultsOfPassword } from '../rules.ts'

const folder = new URL('../', import.meta.url)
const { tables, close } = await ownTables(password, folder)
t.teardown(close)
t.beforeEach(async () => { await tables('account').delete() })

const RIGHT = 'seven green ferries'
const provider = async (options: object = {}): Promise<IdentityProvider> => {
  const { identities } = await gather(password, options, { tables })
  const [first] = identities
  if (first === undefined) throw new Error('no provider')
  return first
}
const passHour = async (): Promise<void> => { await tables('account').update({ waits_until: tables.raw("waits_until - interval '1 hour'") }) }

await conformIdentity(t, password, {
  folder,
  replaced: { tables },
  prepare: async provider => provider.enrol?.('amina', { password: RIGHT }),
  right: { answer: { username: 'amina', password: RIGHT }, subject: 'amina' },
  wrong: [{ username: 'amina', password: 'seven green ferry' }, { username: 'nobody', password: RIGHT }, {}],
  secrets: [RIGHT, 'seven green ferry']
})

t.test('only a hash of the password is kept', async t => {
  await (await provider()).enrol?.('amina', { password: RIGHT })
  const [row] = await tables('account').select<{ hash: string }[]>()
  t.match(row?.hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
})

t.test('the case of a name and the way a keyboard sends é make no difference', async t => {
  const one = await provider()
  await one.enrol?.('Amina', { password: 'caf\u00e9 au lait noir' })
  t.match(await one.finish({ username: ' AMINA ', password: 'cafe\u0301 au lait noir' }), { subject: 'amina' })
})

t.test('an account waits after the fourth wrong password, and the right one is not looked at meanwhile', async t => {
  const one = await provider()
  await one.enrol?.('amina', { password: RIGHT })
  for (let turn = 0; turn < 3; turn++) await one.finish({ username: 'amina', password: 'wrong' })
  t.match(await one.finish({ username: 'amina', password: RIGHT }), { subject: 'amina' }, 'three wrong ones are free')
  for (let turn = 0; turn < 8; turn++) {
    await one.finish({ username: 'amina', password: 'wrong' })
    await passHour()
  }
  await one.finish({ username: 'amina', password: 'wrong' })
  t.equal(await one.finish({ username: 'amina', password: RIGHT }), null)
  await passHour()
  t.match(await one.finish({ username: 'amina', password: RIGHT }), { subject: 'amina' }, 'no failure locks it for good')
  t.match(await one.finish({ username: 'amina', password: RIGHT }), { subject: 'amina' }, 'and the right one ends the waiting')
})

t.test('the wait doubles up to its bound, and tries during it do not lengthen it', async t => {
  const accounts = makeAccounts(tables, 20)
  await accounts.set('amina', 'hash')
  const waits: number[] = []
  for (let turn = 0; turn < 10; turn++) {
    await accounts.attempt('amina')
    const [row] = await tables('account').select<{ wait: number | null }[]>(tables.raw('round(extract(epoch from waits_until - now()))::int AS wait'))
    waits.push(row?.wait ?? 0)
    t.equal(waits.at(-1) === 0 ? null : await accounts.attempt('amina'), null)
    await passHour()
  }
  t.same(waits, [0, 0, 0, 1, 2, 4, 8, 16, 20, 20])
})

t.test('a hundred guesses at once are no more than the free ones and one', async t => {
  const accounts = makeAccounts(tables, 300)
  await accounts.set('amina', 'hash')
  const tries = await Promise.all(Array.from({ length: 100 }, async () => accounts.attempt('amina')))
  t.equal(tries.filter(each => each !== null).length, 4)
})

t.test('an unknown name takes as long as a known one', async t => {
  const one = await provider()
  await one.enrol?.('amina', { password: RIGHT })
  const timed = async (username: string): Promise<number> => {
    const started = performance.now()
    await one.finish({ username, password: 'wrong' })
    return performance.now() - started
  }
  const [known, unknown]: [number[], number[]] = [[], []]
  for (let turn = 0; turn < 20; turn++) {
    known.push(await timed('amina'))
    unknown.push(await timed('nobody'))
    await makeAccounts(tables, 1).succeeded('amina')
  }
  // The least of many is what the work itself takes, whatever else the machine is doing.
  const [fast, other] = [Math.min(...known), Math.min(...unknown)]
  t.ok(other > fast / 2 && other < fast * 2, `${fast.toFixed(1)} ms and ${other.toFixed(1)} ms`)
})

t.test('a new password ends the old one', async t => {
  const one = await provider()
  await one.enrol?.('amina', { password: RIGHT })
  await one.enrol?.('amina', { password: 'nine slow lighthouses' })
  t.equal(await one.finish({ username: 'amina', password: RIGHT }), null)
  t.match(await one.finish({ username: 'amina', password: 'nine slow lighthouses' }), { subject: 'amina' })
})

t.test('who knows his password puts another in its place, and nobody else does', async t => {
  const one = await provider()
  await one.enrol?.('amina', { password: RIGHT })
  const renew = async (old: string, password: string): Promise<unknown> => one.renew?.('Amina', { password: old }, { password }).catch((error: unknown) => error)
  t.equal(await renew('wrong', 'nine slow lighthouses'), false)
  t.match(await renew(RIGHT, RIGHT), { errors: [{ pointer: '/password', detail: 'password-same' }] })
  t.match(await renew(RIGHT, 'short'), { errors: [{ pointer: '/password', detail: 'password-too-short' }] })
  t.equal(await renew(RIGHT, 'nine slow lighthouses'), true)
  t.equal(await one.finish({ username: 'amina', password: RIGHT }), null)
  t.match(await one.finish({ username: 'amina', password: 'nine slow lighthouses' }), { subject: 'amina' })
})

t.test('a weak password is refused when it is set, in words', async t => {
  const one = await provider()
  const refusal: unknown = await one.enrol?.('amina', { password: 'demo' }).then(() => null, (error: unknown) => error)
  t.ok(isProblem(refusal))
  t.match(refusal, { type: 'input-invalid', errors: [{ pointer: '/password', detail: 'password-too-short', params: { least: 12 } }] })
})

t.test('the demo administration takes demo, and no empty password', async t => {
  const one = await provider({ demo: true })
  await one.enrol?.('officer', { password: 'demo' })
  t.match(await one.finish({ username: 'officer', password: 'demo' }), { subject: 'officer' })
  await t.rejects(one.enrol?.('officer', { password: '' }) ?? Promise.resolve())
})

const common = await commonPasswords()
const faults = (text: string, subject = 'amina'): readonly string[] =>
  faultsOfPassword(text, { subject, least: 12, common, words: ['customs', 'douane'] }).map(({ detail }) => detail)

t.test('above a thousand common passwords are shipped', async t => {
  t.ok(common.size > 1000, `${common.size}`)
})

t.test('what guessers try first is refused', async t => {
  for (const weak of ['Password1234', 'P@ssw0rd2026!', 'welcome20262026', 'qwertyuiop12', '123456789012', '987654321098', 'aaaaaaaaaaaa', 'abababababab', 'customs12345', 'Douane-2026!!', '1qaz2wsx3edc4rfv', 'dragonmonkey', 'iloveyou!!!!!!', 'Nairobi@2026!', 'azertyuiop123', 'manchester99united']) {
    t.same(faults(weak), ['password-common'], weak)
  }
})

t.test('what holds the user name is refused', async t => {
  t.same(faults('xx-Amina-77-yy'), ['password-has-name'])
  t.same(faults('4m1na-is-the-one'), ['password-has-name'])
})

t.test('a sentence is taken, in any script', async t => {
  for (const good of [RIGHT, 'correct horse battery staple', 'le chat dort sous la table', 'السفينة تصل عند الفجر', '九艘船在黎明时分到达港口了吗', 'vT9#kQ2!xW7z']) t.same(faults(good), [], good)
})

t.test('judging any text ends at once', async t => {
  fc.assert(fc.property(fc.string({ maxLength: 200, unit: 'grapheme' }), text => faults(text).length <= 1), { numRuns: 300 })
  const started = performance.now()
  faults('a'.repeat(63) + 'abc'.repeat(21))
  faults('lovelove'.repeat(16))
  t.ok(performance.now() - started < 200)
})
