import type { Knex } from 'knex'
import { allPeople } from '../store/people.ts'
import type { Works } from './works.ts'

/** Who a target can be given to: the people who work targets, without the asker. */
export const colleaguesOf = async ({ roles }: Pick<Works, 'roles'>, knex: Knex, asker: string): Promise<readonly { readonly id: string, readonly name: string }[]> => {
  const works = (role: string): boolean => Object.hasOwn(roles, role) && roles[role]?.includes('targets.assign') === true
  const people = await allPeople(knex)
  return people.filter(({ id, kind, active, roles }) => active && kind === 'person' && id !== asker && roles.some(works)).map(({ id, name }) => ({ id, name }))
}
