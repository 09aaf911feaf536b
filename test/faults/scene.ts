import type { Chance } from './chance.ts'
import type { Door } from './door.ts'
import type { Premises } from './house.ts'
import type { Books } from './ledger.ts'
import type { Sender } from './sender.ts'

/** How long a run is: kills, consignments a manifest, and the seed of all that is left to chance. */
export interface Run { readonly kills: number, readonly consignments: number, readonly seed: number }

/** What everything in a run shares. `books` is null where nobody can look into the database while the server has it. */
export interface Scene {
  readonly run: Run
  readonly premises: Premises
  readonly books: Books | null
  readonly chance: Chance
  readonly door: Door
  readonly watched: ReadonlySet<string>
  readonly breaches: string[]
  readonly starts: { readonly seconds: number[], killed: number }
  readonly checked: { rounds: number, messages: number, consignments: number }
  say (line: string): void
}

/** Something is not as it must be: it is said at once, and counted. */
export const breach = (scene: Scene, says: string): void => {
  scene.breaches.push(says)
  scene.say(`BREACH ${says}`)
}

/** Ids of acknowledged messages that are not known to have ended. */
export const underWay = ({ sent }: Sender): readonly string[] => sent.flatMap(({ id, ended }) => id === null || ended ? [] : [id])
