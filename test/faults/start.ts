import { setTimeout as pause } from 'node:timers/promises'
import { startHouse, type House } from './house.ts'
import { asked } from './post.ts'
import { breach, type Scene } from './scene.ts'

/** One restart in so many is killed as well, before it listens. */
const KILLED_AT_START = 12

/** Starts the house and opens the door to it. Nobody lends a hand: one that does not start is a breach, and the end. */
export const start = async (scene: Scene): Promise<House> => {
  const { premises, chance, starts, door } = scene
  for (let before = starts.seconds.at(-1); before !== undefined && chance() < 1 / KILLED_AT_START; before /= 2) {
    const house = startHouse(premises)
    await Promise.race([pause(chance() * before * 1000), house.ended])
    await house.kill()
    starts.killed++
  }
  const began = performance.now()
  const house = startHouse(premises)
  const address = await house.ready
  if (address === null) {
    breach(scene, 'the server did not start again')
    throw new Error(`the server did not start: see ${premises.log}`)
  }
  starts.seconds.push((performance.now() - began) / 1000)
  door.open(address)
  return house
}

/** Puts containers on a watch list, as a supervisor does. */
export const watch = async ({ door, watched }: Scene): Promise<void> => {
  const address = await door.address()
  const list = await asked(address, 'supervisor', 'watch-lists', { title: 'Containers to look at', kind: 'container', level: 'local' })
  for (const number of watched) {
    const made = await asked(address, 'supervisor', `watch-lists/${String(list?.['id'])}/entries`, { kind: 'container', names: [number], reason: 'Told by another administration' })
    if (made?.['state'] !== 'in-force') throw new Error(`${number} could not be put on a watch list: ${JSON.stringify(made)}`)
  }
}
