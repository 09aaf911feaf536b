import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import t, { type Test } from 'tap'
import { cts } from '../core/cli/command.ts'
import { demoConfig, startServer } from '../support/server.ts'

t.setTimeout(300_000)

/** A folder outside the installation, with a new plugin of each of these kinds. */
const national = async (t: Test, ...kinds: readonly string[]): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'cts-national-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  for (const kind of kinds) {
    const { code, err } = await cts(['new', kind, `zz-${kind}`, join(folder, kind)])
    if (code !== 0) throw new Error(err)
  }
  return folder
}

t.test('a format made outside the installation reads the manifests that come in', async t => {
  const folder = await national(t, 'format')
  const config = await demoConfig({ plugins: { [`../${basename(folder)}/format`]: {} } })
  t.equal(dirname(config), dirname(folder), 'the path in plugins.json begins at the configuration')
  const { ask, send } = await startServer(t, config)

  const message = await send(await readFile(join(folder, 'format/cases/two-bills/message.txt')))
  t.match(message, { format: 'zz-format', mode: 'sea', state: 'accepted', consignments: 2, assessed: 2, errors: 0 }, JSON.stringify(message))

  const { body } = await ask('officer', 'GET', '/api/v1/consignments?number=DEMO2611001')
  t.match(body['items'], [{ mode: 'sea', consignor: 'LOTUS FURNITURE CO LTD', consignee: 'ALPHA TRADING', description: 'CERAMIC TILES', conveyance: 'TERN OF KILINDI', journey: '2611S', loading: 'CNSHA', discharge: 'ZZDEM', equipment: ['CSQU3054383', 'DEMU2611009'] }])
})

t.test('what it could not read is said to officers in its own words, and the rest is taken', async t => {
  const folder = await national(t, 'format')
  const { send } = await startServer(t, await demoConfig({ plugins: { [`../${basename(folder)}/format`]: {} } }))
  const message = await send(await readFile(join(folder, 'format/cases/faulty-lines/message.txt')))
  t.match(message, { state: 'accepted-with-faults', consignments: 1 })
  const texts = (message['issues'] as unknown as readonly { readonly text: string }[]).map(({ text }) => text)
  t.ok(texts.includes('The END line counts 2 bills; 1 is in the manifest.'), texts.join('\n'))
  t.ok(texts.includes('This line was not understood and is kept as sent: REM|HANDLE WITH CARE'))
})

t.test('a profile, a report, a step and a list made outside work beside ours', async t => {
  const folder = await national(t, 'format', 'profile', 'report', 'source', 'step')
  const plugins = Object.fromEntries(['format', 'profile', 'report', 'source', 'step'].map(kind => [`../${basename(folder)}/${kind}`, kind === 'source' ? { file: 'lists/carriers.csv' } : {}]))
  const config = await demoConfig({ plugins })
  await writeFile(join(config, 'lists/carriers.csv'), 'code,name,until\nDEMO,Demo Line,\n')
  await change(config, 'workflow.json', ({ transitions, ...rest }) => ({ ...rest, transitions: [...transitions as readonly unknown[], { from: ['claimed'], step: 'zz-step', to: ['claimed'] }] }))
  await change(config, 'roles.json', ({ officer, ...rest }) => ({ ...rest, officer: [...officer as readonly string[], 'targets.ask'] }))
  const checked = await cts(['check', config])
  t.equal(checked.out, 'Nothing is wrong.\n', checked.err)
  await change(config, 'profiles.json', () => [{ type: 'zz-profile', title: 'Says nothing of its goods', settings: { letters: 5, score: 80 }, alert: ['officer'] }], [])
  const { ask, send } = await startServer(t, config)

  await send(await readFile(join(folder, 'format/cases/two-bills/message.txt')))
  const { body: page } = await ask('officer', 'GET', '/api/v1/targets')
  t.match(page['items'], [{ lane: 'red', findings: [{ type: 'zz-profile', text: 'The goods are described only as “LAMPS”' }] }], JSON.stringify(page))
  const id = String((page['items'] as unknown as readonly Readonly<Record<string, unknown>>[])[0]?.['id'])

  t.equal((await ask('officer', 'POST', `/api/v1/targets/${id}/steps/assign`, {})).status, 200)
  const asked = await ask('officer', 'POST', `/api/v1/targets/${id}/steps/zz-step`, { note: 'Known to you?' })
  t.equal(asked.status, 200, asked.text)
  t.match((asked.body['history'] as unknown as readonly object[]).at(-1), { step: 'zz-step', text: 'Second opinion asked for: Known to you?' })

  const report = await ask('supervisor', 'GET', '/api/v1/reports/zz-report?format=csv')
  t.equal(report.status, 200, report.text)
  t.match(report.text, 'DEMOLINE')
})

/** Changes one file of a configuration; where it has none, from the default one. */
const change = async (config: string, file: string, changed: (from: Readonly<Record<string, unknown>>) => unknown, none?: unknown): Promise<void> => {
  const from = none ?? JSON.parse(await readFile(new URL(`../../config/default/${file}`, import.meta.url), 'utf8'))
  await writeFile(join(config, file), JSON.stringify(changed(from as Readonly<Record<string, unknown>>)))
}
