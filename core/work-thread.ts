import Fastify from 'fastify'
import { parentPort, workerData } from 'node:worker_threads'
import { Type } from '@sinclair/typebox'
import { assemble } from './assemble.ts'
import { makeKnowledge } from './flow/knowledge.ts'
import { startReader } from './flow/reader.ts'
import { startSchedule } from './flow/schedule.ts'
import { refresh } from './flow/refresh.ts'
import { newDay } from './flow/validity.ts'
import { readConfig } from './host/config.ts'
import { Faults } from './host/fault.ts'
import { loadPlugins } from './host/load.ts'
import { Pulse } from './pulse.ts'
import { checked } from './model/checked.ts'
import { openDatabase } from './store/database.ts'
import { leftOutOfAll } from './store/deaths.ts'
import type { Reach } from './store/embedded.ts'

// The thread that reads and assesses. Whatever hangs or dies here, the thread that answers people does not.
const Given = Type.Object({
  folder: Type.String(), data: Type.String(), embedded: Type.Boolean(), server: Type.String(), mostBytes: Type.Number(), level: Type.String(),
  reach: Type.Unknown(), pulse: Type.Unknown()
})
const given = checked(Given, { ...workerData.data, pulse: null })
const pulse = new Pulse(workerData.data.pulse as SharedArrayBuffer)
setInterval(() => { pulse.turn() }, 250).unref()

const app = Fastify({ logger: { level: given.level, base: { part: 'work' } } })
const database = openDatabase(given.reach as Reach, given.embedded, 6)
const config = readConfig(given.folder)
const { plugins, faults } = await loadPlugins(config)
// Reading without a plugin that the administration counts on would assess less than is asked for, and say nothing.
if (faults.length > 0) throw new Faults(faults)
let wake = (): void => {}
const assembled = await assemble({
  app, config, plugins, database, data: given.data, parts: ['work'], mostBytes: given.mostBytes, log: app.log,
  wake: () => { wake() }, beat: doing => { pulse.beat(doing) }
})
await app.ready()
const { telling, actors, since } = assembled
const works = { ...assembled.works, without: await leftOutOfAll(database.knex) }
telling.heard.on('told', (event: string, what: object) => { parentPort?.postMessage({ told: event, what }) })

for (const source of works.shelves.sources.all()) await refresh(works, actors.system, source)
const beginDay = (): Promise<void> => newDay(works, actors.system)
await beginDay()
const knowledge = makeKnowledge(works, since)
const reader = startReader(works, knowledge, given.server, atHand => { parentPort?.postMessage({ atHand }) })
const everyMinutes = works.shelves.sources.all().map(source => ({ name: `source ${source.thing.id}`, cron: '*/1 * * * *', job: () => refresh(works, actors.system, source) }))
const stopSchedule = startSchedule(works, [...assembled.recurring, ...everyMinutes, { name: 'new day', cron: '*/1 * * * *', job: beginDay }])
wake = reader.wake

parentPort?.on('message', async (said: string) => {
  if (said === 'wake') reader.wake()
  if (said !== 'close') return
  await stopSchedule()
  await reader.stop()
  await app.close()
  await database.close()
  parentPort?.postMessage({ closed: true })
  parentPort?.close()
})
parentPort?.postMessage({ ready: true })
