import { spawn, type ChildProcess } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { HOUSE } from '../../core/host/house.ts'
import { freshPlace } from '../support/database.ts'
import { demoConfig } from '../support/server.ts'
import { cuscarMessage, ordinaryWords } from './cuscar-generator.ts'

const PORT = 3977
const ADDRESS = `http://127.0.0.1:${PORT}`
const asOfficer = { authorization: 'Bearer demo-officer' }

const rule = (title: string, words: readonly string[], alert: readonly string[], score: number): object =>
  ({ type: 'rule', title, settings: { any: [{ field: '/goods/*/description', op: 'contains', value: words }], score }, alert })

/** Memory of a process at its highest, in MiB, as the kernel counts it. */
const peakOf = async (pid: number | string | undefined): Promise<number> => {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024)
}

/** Memory of the embedded database's process, which is a child of the server; 0 where there is none. */
const databasePeakOf = async ({ pid }: ChildProcess): Promise<number> => {
  const children = (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '')).split(' ').filter(child => child !== '')
  for (const child of children) {
    if ((await readFile(`/proc/${child}/cmdline`, 'utf8').catch(() => '')).includes('embedded-process')) return peakOf(child)
  }
  return 0
}

const startServer = async (folder: string, data: string, databaseUrl: string | undefined): Promise<ChildProcess> => {
  const server = spawn(process.execPath, [join(HOUSE, 'core/cts.js'), 'start'], {
    env: { ...process.env, CTS_CONFIG: folder, CTS_DATA: data, DATABASE_URL: databaseUrl ?? '', PORT: String(PORT), HOST: '127.0.0.1' }, stdio: ['ignore', process.env['BENCH_LOG'] === undefined ? 'ignore' : 'inherit', 'inherit']
  })
  for (let tries = 0; tries < 300; tries++) {
    if (await fetch(`${ADDRESS}/health`).then(({ ok }) => ok, () => false)) return server
    await pause(100)
  }
  throw new Error('the server did not start in 30 s')
}

const ask = async (path: string): Promise<Record<string, never>> => (await fetch(`${ADDRESS}${path}`, { headers: asOfficer })).json() as Promise<Record<string, never>>

interface Watch { readonly slowest: number, readonly median: number, readonly asked: number }

/** Asks the console while the work goes on, as an officer at a screen does. */
const watchConsole = (until: () => boolean): Promise<Watch> => (async () => {
  const times: number[] = []
  while (!until()) {
    const began = performance.now()
    await fetch(`${ADDRESS}/api/v1/targets?limit=50`, { headers: asOfficer }).then(answer => answer.text())
    times.push(performance.now() - began)
    await pause(250)
  }
  const sorted = times.sort((a, b) => a - b)
  return { slowest: Math.round(sorted.at(-1) ?? 0), median: Math.round(sorted[sorted.length >> 1] ?? 0), asked: times.length }
})()

/** What a plain reading of the generated text says: how many bills, and how many of them the profiles must find. */
const expected = async (bytes: Buffer): Promise<{ readonly bills: number, readonly rosewood: number, readonly ordinary: number }> => {
  const bills = bytes.toString('latin1').split(/'\s*CNI\+/).slice(1)
  const holds = (bill: string, words: readonly string[]): boolean => words.some(word => new RegExp(`\\b${word}`, 'i').test(bill))
  return { bills: bills.length, rosewood: bills.filter(bill => holds(bill, ['ROSEWOOD'])).length, ordinary: bills.filter(bill => holds(bill, ordinaryWords)).length }
}

/** A manifest of N consignments from POST to all assessed: rate, memory and the console's answers meanwhile; what was found is compared with a plain reading of the text. */
export const ingest = async (args: readonly string[]): Promise<object> => {
  const { values } = parseArgs({ args: [...args], options: { consignments: { type: 'string', default: '10000' }, data: { type: 'string' } } })
  const consignments = Number(values.consignments)
  const place = await freshPlace()
  const folder = await demoConfig({ files: { 'profiles.json': [
    { type: 'watch-list', title: 'Every watch list in force', settings: {}, alert: ['officer'] },
    rule('Rosewood', ['rosewood'], ['officer'], 60),
    rule('Ordinary words', ordinaryWords, [], 5)
  ] } })
  const parts: Uint8Array[] = []
  for await (const chunk of cuscarMessage({ consignments, seed: 7, reference: 'BENCH1' })) parts.push(chunk)
  const bytes = Buffer.concat(parts)
  const plain = await expected(bytes)
  const server = await startServer(folder, place.data, place.databaseUrl)
  try {
    const began = performance.now()
    const posted = await (await fetch(`${ADDRESS}/api/v1/messages`, { method: 'POST', headers: { authorization: 'Bearer demo-carrier', 'content-type': 'application/edifact' }, body: bytes })).json() as { id: string }
    let done = false
    const watching = watchConsole(() => done)
    let message: Record<string, unknown> = {}
    while (!done) {
      message = await ask(`/api/v1/messages/${posted.id}`)
      done = !['received', 'parsed'].includes(String(message['state']))
      if (!done) await pause(200)
    }
    const seconds = (performance.now() - began) / 1000
    const console = await watching
    const peakRssMiB = await peakOf(server.pid)
    const databaseRssMiB = await databasePeakOf(server)
    const tally = await findings()
    if (message['state'] === undefined) throw new Error(`the message was not answered for: ${JSON.stringify({ posted, message })}`)
    const wrong = [
      ...(message['assessed'] === plain.bills ? [] : [`${String(message['assessed'])} assessed of ${plain.bills}`]),
      ...(tally.rosewood === plain.rosewood ? [] : [`${tally.rosewood} found with rosewood, ${plain.rosewood} in the text`]),
      ...(tally.ordinary === plain.ordinary ? [] : [`${tally.ordinary} found with ordinary words, ${plain.ordinary} in the text`])
    ]
    if (wrong.length > 0) throw new Error(`what was found is not what is there: ${wrong.join('; ')}`)
    return {
      bench: 'ingest', consignmentsPerSecond: Math.round(plain.bills / seconds), peakRssMiB, databaseRssMiB, consignments: plain.bills, seconds: Math.round(seconds * 10) / 10, database: place.databaseUrl === undefined ? 'embedded' : 'postgresql',
      megabytes: Math.round(bytes.length / 1e5) / 10, findings: tally.rosewood + tally.ordinary, targets: tally.targets, consoleMedianMs: console.median, consoleSlowestMs: console.slowest, consoleAsked: console.asked,
      state: message['state'], machine: `${cpus().length} × ${cpus()[0]?.model ?? '?'}`
    }
  } finally {
    server.kill('SIGTERM')
    await new Promise(resolve => server.once('exit', resolve))
    await place.remove()
    await rm(folder, { recursive: true, force: true })
  }
}

const findings = async (): Promise<{ readonly rosewood: number, readonly ordinary: number, readonly targets: number }> => {
  let targets = 0
  for (let next: string | null = ''; next !== null;) {
    const page: { items: unknown[], next: string | null } = await ask(`/api/v1/targets?view=all&limit=500${next === '' ? '' : `&after=${next}`}`) as never
    targets += page.items.length
    next = page.next
  }
  // Counted where the manager reads it: the activity report has a row for each profile, its kind and its findings.
  const report = await (await fetch(`${ADDRESS}/api/v1/reports/activity?format=csv`, { headers: { authorization: 'Bearer demo-manager' } })).text()
  const found = (title: string): number => Number(new RegExp(`^"?${title}"?[,;][^,;]*[,;]"?(\\d+)`, 'm').exec(report)?.[1] ?? 0)
  return { rosewood: found('Rosewood'), ordinary: found('Ordinary words'), targets }
}

