import type { Desk } from '../contract/desk.ts'
import { cargoDesk } from './desk-cargo.ts'
import type { Ground } from './desk-ground.ts'
import { houseDesk } from './desk-house.ts'
import { listDesk } from './desk-lists.ts'
import { messageDesk } from './desk-messages.ts'
import { peopleDesk } from './desk-people.ts'
import { profileDesk } from './desk-profiles.ts'
import { replyDesk } from './desk-replies.ts'
import { targetDesk } from './desk-targets.ts'
import { tokenDesk } from './desk-tokens.ts'

/** What one actor can see and do. */
export const deskOf = (ground: Ground): Desk => {
  const desk: Desk = {
    actor: ground.actor,
    language: ground.language,
    zone: ground.works.locale.zone,
    ...messageDesk(ground),
    ...replyDesk(ground),
    ...cargoDesk(ground),
    ...targetDesk(ground),
    ...profileDesk(ground),
    ...listDesk(ground),
    ...peopleDesk(ground),
    ...tokenDesk(ground),
    ...houseDesk(ground, () => desk)
  }
  return desk
}
