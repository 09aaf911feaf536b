import type { TObject } from '@sinclair/typebox'
import type { Knex } from 'knex'
import type { Actor } from '../model/actor.ts'
import { Problem } from '../model/problem.ts'
import { allPeople } from '../store/people.ts'
import type { Works } from './works.ts'

/** Who a target can be given to: the people who work targets, without the asker. */
export const colleaguesOf = async ({ roles }: Pick<Works, 'roles'>, knex: Knex, asker: string): Promise<readonly { readonly id: string, readonly name: string }[]> => {
  const works = (role: string): boolean => Object.hasOwn(roles, role) && roles[role]?.includes('targets.assign') === true
  const people = await allPeople(knex)
  return people.filter(({ id, kind, active, roles }) => active && kind === 'person' && id !== asker && roles.some(works)).map(({ id, name }) => ({ id, name }))
}

/** A step's form as it was filled in. */
interface FilledIn { readonly form: TObject, readonly input: Readonly<Record<string, unknown>> }

/** Whoever is named in a field of the kind `person` works targets: a form offers nobody else, and a program may name nobody else. */
export const demandColleagues = async (works: Works, trx: Knex, actor: Actor, { form, input }: FilledIn): Promise<void> => {
  const named = Object.entries(form.properties).filter(([name, { kind }]) => kind === 'person' && input[name] !== undefined)
  if (named.length === 0) return
  const known = new Set((await colleaguesOf(works, trx, actor.id)).map(({ id }) => id))
  const errors = named.filter(([name]) => !known.has(String(input[name]).toLowerCase())).map(([name]) => ({ pointer: `/${name}`, detail: 'no-colleague' }))
  if (errors.length > 0) throw new Problem('input-invalid', 400, { count: errors.length }, { errors })
}
