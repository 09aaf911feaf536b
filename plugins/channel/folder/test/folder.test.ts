import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, symlinkSync, writeFileSync, appendFileSync, existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { checked, Problem, type Accept } from 'wco-cts'
import { conformChannel, gather } from 'wco-cts/conformance'
import { folderChannel, type Watching } from '../channel.ts'
import folder from '../index.ts'
import { absolute } from '../places.ts'
import { isUnfinished, makeSettling } from '../settled.ts'

const QUIET: Watching['log'] = { info: () => {}, warn: () => {}, error: () => {} }
const QUICK = { settleSeconds: 0, everySeconds: 0.05 }

const until = async (holds: () => boolean): Promise<boolean> => {
  for (let turn = 0; turn < 100 && !holds(); turn++) await pause(20)
  return holds()
}

interface Inbox { readonly root: string, readonly place: string, readonly taken: { sender: string, name: string | undefined, text: string }[], lay (name: string, text: string): string }

const storing = (taken: Inbox['taken']): Accept => async ({ bytes, sender, name }) => {
  const chunks: Uint8Array[] = []
  for await (const chunk of bytes) chunks.push(chunk)
  const text = Buffer.concat(chunks).toString()
  if (text === '') throw new Problem('message-empty', 400)
  taken.push({ sender, name, text })
  return { message: `m${taken.length}`, duplicate: false }
}

const watched = async (t: Test, more: Partial<Watching> = {}, accept?: Accept): Promise<Inbox> => {
  const root = mkdtempSync(join(tmpdir(), 'cts-folder-'))
  const place = join(root, 'DEMOLINE')
  mkdirSync(place)
  const taken: Inbox['taken'] = []
  const close = await folderChannel({ folders: [{ path: root }], ...QUICK, mostBytes: 1000, say: ({ type }) => `Refused: ${type}`, log: QUIET, ...more }).open(accept ?? storing(taken))
  t.teardown(close)
  return {
    root,
    place,
    taken,
    lay (name, text) {
      const path = join(place, name)
      writeFileSync(path, text)
      return path
    }
  }
}

const kitFolder = mkdtempSync(join(tmpdir(), 'cts-folder-'))
mkdirSync(join(kitFolder, 'inbox', 'DEMOLINE'), { recursive: true })
let sent = 0
conformChannel(t, folder, {
  folder: new URL('../', import.meta.url),
  options: QUICK,
  replaced: { folder: kitFolder, log: Object.assign(Object.create((await import('fastify')).default().log), QUIET) },
  async send (message) {
    const path = join(kitFolder, 'inbox', 'DEMOLINE', `${++sent}.edi`)
    writeFileSync(`${path}.part`, message)
    renameSync(`${path}.part`, path)
    for (let turn = 0; turn < 25 && existsSync(path); turn++) await pause(20)
    return { acknowledged: !existsSync(path) }
  }
})

t.test('a file of a sender’s subfolder is taken as his and moved aside', async t => {
  const { place, taken, lay } = await watched(t)
  lay('manifest.edi', 'UNB')
  t.ok(await until(() => existsSync(join(place, 'taken', 'm1-manifest.edi'))))
  t.same(taken, [{ sender: 'DEMOLINE', name: 'manifest.edi', text: 'UNB' }])
  t.equal(readFileSync(join(place, 'taken', 'm1-manifest.edi'), 'utf8'), 'UNB')
})

t.test('a folder with a sender of its own needs no subfolders', async t => {
  const root = mkdtempSync(join(tmpdir(), 'cts-folder-'))
  const { taken } = await watched(t, { folders: [{ path: root, sender: 'SHIPCO' }] })
  writeFileSync(join(root, 'a.edi'), 'UNB')
  t.ok(await until(() => taken.length === 1))
  t.equal(taken[0]?.sender, 'SHIPCO')
})

t.test('a file that is still written is left alone until it lies still', async t => {
  const { taken, lay } = await watched(t, { settleSeconds: 0.4 })
  const path = lay('slow.edi', 'UNB')
  for (let turn = 0; turn < 6; turn++) {
    await pause(120)
    appendFileSync(path, '+X')
    t.equal(taken.length, 0)
  }
  t.ok(await until(() => taken.length === 1))
  t.equal(taken[0]?.text, `UNB${'+X'.repeat(6)}`)
})

t.test('a file renamed from .part is taken at once', async t => {
  const { place, taken, lay } = await watched(t, { settleSeconds: 3600 })
  lay('a.edi.part', 'UNB')
  await pause(150)
  t.equal(taken.length, 0)
  renameSync(join(place, 'a.edi.part'), join(place, 'a.edi'))
  t.ok(await until(() => taken.length === 1))
})

t.test('a file that can never be taken is refused with a reason beside it', async t => {
  const { place, taken, lay } = await watched(t)
  lay('empty.edi', '')
  lay('large.edi', 'x'.repeat(1001))
  const refused = join(place, 'refused')
  t.ok(await until(() => existsSync(refused) && readdirSync(refused).length === 4))
  const files = readdirSync(refused).sort()
  t.match(files.join(' '), /-empty\.edi .*-empty\.edi\.txt/)
  const reason = (end: string): string => readFileSync(join(refused, files.find(file => file.endsWith(end)) ?? ''), 'utf8')
  t.match(reason('empty.edi.txt'), 'Refused: message-empty')
  t.match(reason('large.edi.txt'), 'Refused: message-too-large')
  t.equal(taken.length, 0)
})

t.test('while nothing can be stored a file stays, and is taken when it can', async t => {
  const taken: Inbox['taken'] = []
  let away = true
  const { lay } = await watched(t, {}, async message => {
    if (away) throw new Problem('database-away', 503)
    return storing(taken)(message)
  })
  const path = lay('a.edi', 'UNB')
  await pause(200)
  t.ok(existsSync(path))
  away = false
  t.ok(await until(() => taken.length === 1 && !existsSync(path)))
})

t.test('a file stored but not moved is handed over again, never lost', async t => {
  let handed = 0
  const { place, lay } = await watched(t, {}, async ({ bytes }) => {
    for await (const chunk of bytes) void chunk
    // Killed between the store's commit and its answer: the file is still there at the next look.
    if (++handed === 1) throw new Error('killed')
    return { message: 'm1', duplicate: true }
  })
  lay('a.edi', 'UNB')
  t.ok(await until(() => existsSync(join(place, 'taken', 'm1-a.edi'))))
  t.equal(handed, 2)
})

t.test('links, devices, hidden files and folders are not followed', async t => {
  const { root, place, taken, lay } = await watched(t)
  const outside = mkdtempSync(join(tmpdir(), 'cts-outside-'))
  writeFileSync(join(outside, 'secret.txt'), 'secret')
  symlinkSync(join(outside, 'secret.txt'), join(place, 'link.edi'))
  symlinkSync(outside, join(root, 'LINKED'))
  lay('.hidden', 'hidden')
  mkdirSync(join(place, 'deeper'))
  writeFileSync(join(place, 'deeper', 'b.edi'), 'deeper')
  lay('good.edi', 'UNB')
  t.ok(await until(() => taken.length === 1))
  await pause(200)
  t.same(taken.map(({ text }) => text), ['UNB'])
  t.ok(existsSync(join(outside, 'secret.txt')))
})

t.test('odd names are names', async t => {
  const { place, taken, lay } = await watched(t)
  const names = ['two\nlines.edi', 'a b ; rm -rf.edi', `${'long'.repeat(60)}.edi`, 'مانيفست.edi', '-n.edi']
  for (const name of names) lay(name, name)
  t.ok(await until(() => taken.length === names.length))
  t.same(taken.map(({ name }) => name).sort(), [...names].sort())
  t.ok(await until(() => readdirSync(join(place, 'taken')).length === names.length))
})

t.test('two files of one name, one after the other, are both kept', async t => {
  const { place, taken, lay } = await watched(t)
  const path = lay('a.edi', 'first')
  t.ok(await until(() => taken.length === 1 && !existsSync(path)))
  lay('a.edi', 'second')
  t.ok(await until(() => taken.length === 2 && !existsSync(path)))
  t.same(readdirSync(join(place, 'taken')).sort(), ['m1-a.edi', 'm2-a.edi'])
})

t.test('a folder that is away does not stop the others', async t => {
  const root = mkdtempSync(join(tmpdir(), 'cts-folder-'))
  const blocked = join(root, 'blocked')
  writeFileSync(blocked, 'a file where a folder should be')
  const { taken } = await watched(t, { folders: [{ path: blocked }, { path: root, sender: 'SHIPCO' }] })
  writeFileSync(join(root, 'a.edi'), 'UNB')
  t.ok(await until(() => taken.some(({ name }) => name === 'a.edi')))
})

t.test('a sender’s folder or file that cannot be read is named, and stops no other', async t => {
  const said: { folder?: string, name?: string }[] = []
  const say = (what: object): void => { said.push(what) }
  const root = mkdtempSync(join(tmpdir(), 'cts-folder-'))
  // Neither can be reached by its name, whoever asks: the bytes are no UTF-8.
  const unreachable = Buffer.concat([Buffer.from(join(root, 'A')), Buffer.from([0xe9])])
  mkdirSync(unreachable)
  for (const sender of ['0FIRST', 'LAST']) {
    mkdirSync(join(root, sender))
    writeFileSync(Buffer.concat([Buffer.from(join(root, sender, 'manifest-')), Buffer.from([0xe9])]), 'unreachable')
    for (const name of ['a.edi', 'z.edi']) writeFileSync(join(root, sender, name), `${sender} ${name}`)
  }
  const taken: Inbox['taken'] = []
  t.teardown(await folderChannel({ folders: [{ path: root }], ...QUICK, mostBytes: 1000, say: ({ type }) => type, log: { info: () => {}, warn: say, error: say } }).open(storing(taken)))
  t.ok(await until(() => taken.length === 4))
  t.same(taken.map(({ text }) => text).sort(), ['0FIRST a.edi', '0FIRST z.edi', 'LAST a.edi', 'LAST z.edi'])
  t.ok(said.some(({ folder, name }) => name === undefined && folder === join(root, 'A\ufffd')), 'the folder')
  for (const sender of ['0FIRST', 'LAST']) t.ok(said.some(({ folder, name }) => folder === join(root, sender) && name === 'manifest-\ufffd'), `the file of ${sender}`)
})

t.test('after closing nothing is taken', async t => {
  const root = mkdtempSync(join(tmpdir(), 'cts-folder-'))
  const taken: Inbox['taken'] = []
  const close = await folderChannel({ folders: [{ path: root, sender: 'SHIPCO' }], ...QUICK, mostBytes: 1000, say: ({ type }) => `Refused: ${type}`, log: QUIET }).open(storing(taken))
  await close()
  writeFileSync(join(root, 'a.edi'), 'UNB')
  await pause(200)
  t.equal(taken.length, 0)
})

t.test('a path that leads upwards stops the start', async t => {
  t.throws(() => absolute('../elsewhere', '/data'), /path-refused/)
  t.equal(absolute('inbox', '/data'), '/data/inbox')
  t.equal(absolute('/srv/in', '/data'), '/srv/in')
  await t.rejects(gather(folder, checked(folder.config, { folders: [{ path: 'a/../../b' }] })), /path-refused/)
})

t.test('an answer is laid beside what its sender laid, and is never taken for a message', async t => {
  const { root, place, taken } = await watched(t)
  const channel = folderChannel({ folders: [{ path: root }], ...QUICK, mostBytes: 1000, say: ({ type }) => type, log: QUIET })
  for (const again of [1, 2]) {
    await channel.deliver?.(Buffer.from('UNB'), 'DEMOLINE', '../a.edi.7.edi')
    t.same(readdirSync(join(place, 'answers')), ['__a.edi.7.edi'], `try ${again}`)
  }
  t.equal(readFileSync(join(place, 'answers', '__a.edi.7.edi'), 'utf8'), 'UNB')
  await pause(200)
  t.same(taken, [])
  await t.rejects(async () => channel.deliver?.(Buffer.from(''), 'NOBODY', 'a'), new Problem('no-folder', 500, { sender: 'NOBODY' }))
})

t.test('a file is settled by how long it looked the same, not by the wall clock', async t => {
  let now = 0
  const settling = makeSettling(2, () => now)
  const stats = { size: 1, mtimeMs: 1, ino: 1 } as Parameters<typeof settling.settled>[1]
  t.notOk(settling.settled('a', stats))
  settling.looked()
  now = 1.9
  t.notOk(settling.settled('a', stats))
  settling.looked()
  now = 2
  t.ok(settling.settled('a', stats))
  settling.looked()
  t.notOk(settling.settled('a', { ...stats, size: 2 } as typeof stats))
})

t.test('names that say they are being written are known', async t => {
  for (const name of ['a.part', 'a.edi.PART', 'a.filepart', 'a.tmp']) t.ok(isUnfinished(name), name)
  for (const name of ['a.edi', 'part', 'a.partner']) t.notOk(isUnfinished(name), name)
})
