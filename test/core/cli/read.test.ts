import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { HOUSE } from '../../../core/host/house.ts'
import { cts } from './command.ts'

t.setTimeout(120_000)

t.test('a manifest is printed line by line, with what is wrong and a summary', async t => {
  const { code, out, err } = await cts(['read', join(HOUSE, 'test/samples/cuscar.edi')])
  t.equal(code, 0, err)
  const lines = out.trim().split('\n').map(line => JSON.parse(line) as Readonly<Record<string, unknown>>)
  t.match(lines.at(-1), { summary: { format: 'cuscar', declarations: Number } })
  t.ok(lines.some(line => 'declaration' in line))
})

t.test('a format outside the installation reads by the path to its folder', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'cts-read-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  const dir = join(folder, 'tradex')
  await cts(['new', 'format', 'tradex', dir])
  const { code, out, err } = await cts(['read', '--plugin', dir, join(dir, 'cases/two-bills/message.txt')])
  t.equal(code, 0, err)
  t.match(JSON.parse(out.trim().split('\n').at(-1) ?? ''), { summary: { format: 'tradex', declarations: 2, issues: { error: 0, warning: 0, note: 0 } } })
})

t.test('what no format knows, and an empty file, end with a summary all the same, and with why', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'cts-read-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  const empty = join(folder, 'empty')
  await writeFile(empty, '')
  for (const [file, code, text] of [[join(HOUSE, 'test/samples/none.letter.txt'), 'message-not-recognized', 'No format enabled here recognises this message.'], [empty, 'message-empty', 'The message is empty.']] as const) {
    const said = await cts(['read', file])
    t.equal(said.code, 1)
    t.equal(said.err, `cts: ${text}\n`, 'nothing is said to be kept')
    t.strictSame(said.out.trim().split('\n').map(line => JSON.parse(line) as unknown), [
      { issue: { plugin: 'core', code, severity: 'error', params: {}, text } },
      { summary: { format: null, declarations: 0, issues: { error: 1, warning: 0, note: 0 } } }
    ])
  }
})

t.test('a file that is not there, a folder and an option nobody knows are one sentence each, and wrong use', async t => {
  for (const [args, said] of [
    [['/nowhere'], 'cts: there is no file /nowhere\n'],
    [[tmpdir()], `cts: ${tmpdir()} is a folder; name a file\n`],
    [[], 'cts read FILE: name a file\n']
  ] as const) {
    const { code, out, err } = await cts(['read', ...args])
    t.equal(err, said)
    t.equal(code, 2)
    t.equal(out, '')
  }
  const { code, err } = await cts(['read', '--loud', 'x'])
  t.match(err, /^cts read: Unknown option '--loud'[^\n]*\n$/)
  t.equal(code, 2)
})

t.test('a command asked for help says what it does', async t => {
  for (const help of ['--help', '-h']) t.match(await cts(['read', help]), { code: 0, err: '', out: /^cts read FILE [^\n]+\n$/ })
})
