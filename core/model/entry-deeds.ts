import { may, type Actor } from './actor.ts'
import type { EntryView, ListView } from './list-view.ts'

/** What can be done with an entry: it, or its removal, is signed; its removal is asked for, or called off; or it is taken out at once. */
export type EntryDeed = 'sign' | 'sign-removal' | 'ask-removal' | 'keep' | 'remove'

/** What an actor may do with an entry as it stands: a second person signs what one began. Whoever makes entries and whoever signs them may ask for a removal, and call off what he asked for himself. */
export const entryDeeds = (actor: Actor, { level, source }: Pick<ListView, 'level' | 'source'>, { state, mine, removalMine = false }: Pick<EntryView, 'state' | 'mine' | 'removalMine'>): readonly EntryDeed[] => {
  if (source !== undefined) return []
  const signs = may(actor, 'lists.sign')
  const asks = signs || may(actor, 'lists.edit')
  const forTwo = level === 'national' && state === 'in-force'
  const open: Readonly<Record<EntryDeed, boolean>> = {
    'sign': state === 'waiting' && signs && !mine,
    'sign-removal': state === 'leaving' && signs && !removalMine,
    'keep': state === 'leaving' && (signs || (asks && removalMine)),
    'ask-removal': forTwo && asks,
    'remove': (state === 'waiting' || state === 'in-force') && !forTwo && signs
  }
  return DEEDS.filter(deed => open[deed])
}

const DEEDS: readonly EntryDeed[] = ['sign', 'sign-removal', 'keep', 'ask-removal', 'remove']
