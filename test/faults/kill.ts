import { setTimeout as pause } from 'node:timers/promises'
import { waitFor } from './chance.ts'
import type { House } from './house.ts'
import type { Books } from './ledger.ts'
import { whereIsIt, type Where } from './place.ts'
import { breach, underWay, type Scene } from './scene.ts'
import type { Sender } from './sender.ts'

/** A kill: where it fell, whether a manifest was just being sent, and how long the server had lived. */
export interface Fall extends Where { readonly sending: boolean, readonly unacknowledged: boolean, readonly after: number }

/** One kill in so many waits for the moment between a commit and its acknowledgement. */
const BEFORE_ACKNOWLEDGEMENT = 15

/** Waits for a moment, any being as likely as any other, and kills the house there. */
export const killSometime = async (scene: Scene, sender: Sender, house: House, { kill, mean, before }: { readonly kill: number, readonly mean: number, readonly before: number | null }): Promise<Fall> => {
  const began = performance.now()
  const { books } = scene
  const unacknowledged = books !== null && kill % BEFORE_ACKNOWLEDGEMENT === BEFORE_ACKNOWLEDGEMENT - 1
  const moment = unacknowledged ? committed(books, sender) : pause(waitFor(scene.chance, mean) * 1000)
  const ended = await Promise.race([moment.then(() => false), house.ended.then(() => true)])
  if (ended) breach(scene, 'the server ended by itself')
  const where = await whereIsIt(books, underWay(sender), before)
  const sending = sender.sending !== null
  scene.door.close()
  await house.kill()
  return { ...where, sending, unacknowledged, after: (performance.now() - began) / 1000 }
}

const PATIENCE_MS = 60_000

/** The next message is sent and committed, and whoever sent it does not hear so. */
const committed = async (books: Books, sender: Sender): Promise<void> => {
  sender.sendDeaf()
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end;) {
    const sending = sender.sending
    if (sending !== null && (await books.at(({ ask }) => ask('SELECT id FROM cts.message WHERE sha256 = $1', [sending]))).length > 0) return
    await pause(2)
  }
}
