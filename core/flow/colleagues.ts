import type { TObject } from '@sinclair/typebox'
import type { Knex } from 'knex'
import type { Actor } from '../model/actor.ts'
import { Problem } from '../model/problem.ts'
import { peopleIn } from '../store/people.ts'
import type { Works } from './works.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** As many as a form offers by name. A program may name any of them. */
const OFFERED = 500

/** Who a target can be given to: the people who work targets, without the asker; of these ids only, where any are named. */
export const colleaguesOf = ({ roles }: Pick<Works, 'roles'>, knex: Knex, asker: string, ids?: readonly string[]): Promise<readonly { readonly id: string, readonly name: string }[]> => {
  const working = Object.keys(roles).filter(role => roles[role]?.includes('targets.assign') === true)
  return peopleIn(knex, { roles: working, but: asker, ids, limit: OFFERED })
}

/** A step's form as it was filled in. */
interface FilledIn { readonly form: TObject, readonly input: Readonly<Record<string, unknown>> }

/** Whoever is named in a field of the kind `person` works targets: a form offers nobody else, and a program may name nobody else. */
export const demandColleagues = async (works: Works, trx: Knex, actor: Actor, { form, input }: FilledIn): Promise<void> => {
  const named = Object.entries(form.properties).filter(([name, { kind }]) => kind === 'person' && input[name] !== undefined)
  if (named.length === 0) return
  const idIn = (name: string): string => String(input[name]).toLowerCase()
  const asked = named.map(([name]) => idIn(name)).filter(id => UUID.test(id))
  const known = new Set((await colleaguesOf(works, trx, actor.id, asked)).map(({ id }) => id))
  const errors = named.filter(([name]) => !known.has(idIn(name))).map(([name]) => ({ pointer: `/${name}`, detail: 'no-colleague' }))
  if (errors.length > 0) throw new Problem('input-invalid', 400, { count: errors.length }, { errors })
}
