import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freshPlace } from '../support/database.ts'
import { demoConfig } from '../support/server.ts'
import { makeCargo, profiles, watchedContainers, type Cargo } from './cargo.ts'
import { chanceOf } from './chance.ts'
import { checkEmbedded, checkEnded, checkNow, checkWhole } from './checks.ts'
import { makeDoor } from './door.ts'
import { figuresOf } from './figures.ts'
import { faultsSaid, type House } from './house.ts'
import { killSometime, type Fall } from './kill.ts'
import { openBooks } from './ledger.ts'
import { asked } from './post.ts'
import { breach, type Run, type Scene } from './scene.ts'
import { startSender, type Receiver, type Sender } from './sender.ts'
import { start, watch } from './start.ts'

/** What a run came to; without a breach nothing was lost and nothing doubled, and nobody had to lend a hand. */
export interface Outcome { readonly kills: number, readonly breaches: readonly string[], readonly [more: string]: unknown }

const WATCHED_MANIFESTS = 80
/** So many kills fall on average into the time that reading one manifest takes; but a server lives for two seconds on average, or it would never read any, and for four at most, or a run would never end. */
const KILLS_A_MANIFEST = 4
const [LEAST_SECONDS, MOST_SECONDS] = [2, 4] as const
/** A sender's line takes up to a second for so many consignments. */
const LINE = 5000

/** Kills a server again and again while it reads manifests, and compares what is kept with a plain reading of what was sent. */
export const faults = async (run: Run, say: (line: string) => void): Promise<Outcome> => {
  const place = await freshPlace()
  const logs = await mkdtemp(join(tmpdir(), 'cts-faults-'))
  const config = await demoConfig({ plugins: { 'profile/random': false, 'source/consolidated-lists': false }, files: { 'profiles.json': profiles } })
  const scene: Scene = {
    run, say,
    premises: { config, data: place.data, databaseUrl: place.databaseUrl, log: join(logs, 'server.log') },
    books: place.databaseUrl === undefined ? null : openBooks({ connectionString: place.databaseUrl }),
    chance: chanceOf(run.seed),
    door: makeDoor(),
    watched: new Set(await watchedContainers(WATCHED_MANIFESTS)),
    breaches: [],
    starts: { seconds: [], killed: 0 },
    checked: { rounds: 0, messages: 0, consignments: 0 }
  }
  const began = performance.now()
  let whole = false
  try {
    const figures = await perform(scene)
    whole = scene.breaches.length === 0
    return { ...figures, logged: await faultsSaid(scene.premises.log), seconds: Math.round((performance.now() - began) / 1000), breaches: scene.breaches }
  } finally {
    await scene.books?.close()
    if (!whole) say(`kept for whoever looks: ${place.databaseUrl ?? place.data}, ${scene.premises.log}`)
    else {
      await place.remove()
      for (const folder of [logs, config]) await rm(folder, { recursive: true, force: true })
    }
  }
}

const perform = async (scene: Scene): Promise<{ readonly kills: number, readonly [more: string]: unknown }> => {
  const { run, chance } = scene
  const stock: Cargo[] = []
  let made = 0
  const make = (): Promise<Cargo> => makeCargo(run.consignments, ++made, scene.watched)
  // While the server is down there is time to make what is sent next.
  const restock = async (): Promise<void> => { while (stock.length < 2) stock.push(await make()) }
  await restock()
  let house = await start(scene)
  try {
    await watch(scene)
    const sender = startSender(receiverOf(scene), async () => stock.shift() ?? make(), { ended: one => checkEnded(scene, one), breach: says => { breach(scene, says) } }, { chance, seconds: run.consignments / LINE })
    const manifestSeconds = await firstRead(scene, sender, house)
    const falls: Fall[] = []
    while (falls.length < run.kills) {
      const fall = await killSometime(scene, sender, house, { kill: falls.length, before: falls.at(-1)?.read ?? null, mean: Math.min(MOST_SECONDS, Math.max(LEAST_SECONDS, manifestSeconds / KILLS_A_MANIFEST)) })
      falls.push(fall)
      scene.say(told(scene, falls.length, fall))
      const again = start(scene)
      await Promise.all([again, checkNow(scene, sender), restock()])
      house = await again
    }
    await finished(scene, sender, manifestSeconds)
    if (scene.books !== null) await checkWhole(scene, sender, scene.books)
    await house.stop()
    if (scene.books === null) await checkEmbedded(scene, sender)
    return figuresOf(scene, sender, falls, manifestSeconds)
  } finally {
    await house.kill()
  }
}

const receiverOf = ({ books, door }: Scene): Receiver => ({
  address: () => door.address(),
  known: async sha256 => books === null ? undefined : (await books.at(({ ask }) => ask<{ id: string }>('SELECT id FROM cts.message WHERE sha256 = $1', [sha256])))[0]?.id ?? null,
  async ended (id) {
    if (books !== null) return (await books.at(({ ask }) => ask('SELECT id FROM cts.message WHERE id = $1 AND read', [id]))).length > 0
    const message = await asked(await door.address(), 'officer', `messages/${id}`)
    return message !== null && !['received', 'parsed'].includes(String(message['state']))
  }
})

/** How long the first manifest takes, which nobody disturbs. */
const firstRead = async (scene: Scene, sender: Sender, house: House): Promise<number> => {
  const began = performance.now()
  const died = house.ended.then(() => { throw new Error('the server ended by itself') })
  died.catch(() => {})
  while (sender.sent[0]?.ended !== true) await Promise.race([pause(50), died])
  const seconds = (performance.now() - began) / 1000
  scene.say(`a manifest of ${scene.run.consignments} consignments is read in ${seconds.toFixed(1)} s when nobody disturbs it`)
  return seconds
}

const told = ({ run, starts }: Scene, kill: number, { place, table, read, sending, unacknowledged, after }: Fall): string =>
  `kill ${kill} of ${run.kills}, ${after.toFixed(1)} s after a start of ${(starts.seconds.at(-1) ?? 0).toFixed(1)} s: ${place}${table === '' ? '' : ` (${table})`}${read === null ? '' : `, ${read} of ${run.consignments} read`}${sending ? ', while sending' : ''}${unacknowledged ? ', not acknowledged' : ''}`

/** Everything that was acknowledged comes to its end by itself; a limit of time makes waiting for ever a breach. */
const finished = async (scene: Scene, sender: Sender, manifestSeconds: number): Promise<void> => {
  const late = new AbortController()
  const limit = pause((manifestSeconds * 8 + 120) * 1000, 'late', { signal: late.signal, ref: false }).catch(() => 'in time')
  if (await Promise.race([sender.finish().then(() => 'in time'), limit]) === 'late') breach(scene, `messages ${sender.sent.filter(({ ended }) => !ended).map(({ number }) => number).join(', ')} came to no end`)
  late.abort()
}
