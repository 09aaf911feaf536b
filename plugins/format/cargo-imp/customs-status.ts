import { fill, type Draft } from './draft.ts'
import { capital } from './field.ts'
import { contentOf, type Section } from './sections.ts'

/** Reads COR, the Customs origin code: the status the goods travel under, and the movement where it names one. */
export const readStatus = (draft: Draft, section: Section): void => {
  const code = capital(contentOf(section)[0]?.[0])
  if (!code) return
  fill(draft, '', draft.declaration, { movementDeclared: code, movement: { text: MOVEMENTS[code.text] ?? '', at: code.at } })
}

/** T1, T2, TF, TD: under a transit procedure. X says what the goods leave, C where they come from: no movement here. */
const MOVEMENTS: Readonly<Record<string, string | undefined>> = { T1: 'transit', T2: 'transit', TF: 'transit', TD: 'transit' }
