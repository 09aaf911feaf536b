import { mkdtemp, rm } from 'node:fs/promises'
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

t.test('what no format knows, and a file that is not there, are one sentence each', async t => {
  const letter = await cts(['read', join(HOUSE, 'test/samples/none.letter.txt')])
  t.equal(letter.code, 1)
  t.match(letter.err, /^cts: [A-Z][^\n]+\n$/)
  const none = await cts(['read', '/nowhere'])
  t.equal(none.code, 2)
  t.match(none.err, /^cts: there is no file \/nowhere\n$/)
})
