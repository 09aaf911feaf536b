import { NOBODY, type Actor } from '../model/actor.ts'
import type { PersonRecord } from '../store/people.ts'
import type { Roles } from './works.ts'

/** Makes actors, and knows those it made: one made by hand is refused. */
export interface Actors {
  ofPerson (person: PersonRecord): Actor
  ofPlugin (id: string, permissions: readonly string[]): Actor
  readonly system: Actor
  readonly nobody: Actor
  made (actor: Actor): boolean
}

/** Actors of an administration, with the permissions its roles bundle. */
export const makeActors = (roles: Roles): Actors => {
  const all = new WeakSet<Actor>()
  const make = (actor: Actor): Actor => {
    const frozen = Object.freeze(actor)
    all.add(frozen)
    return frozen
  }
  const bundled = (names: readonly string[]): string[] => [...new Set(names.flatMap(name => Object.hasOwn(roles, name) ? roles[name] ?? [] : []))]
  return {
    ofPerson: person => make({
      id: person.id, kind: person.kind, name: person.name, roles: [...person.roles], permissions: bundled(person.roles), offices: [...person.offices],
      sender: person.sender ?? person.subject, ...(person.language === null ? {} : { language: person.language })
    }),
    ofPlugin: (id, permissions) => make({ id: `plugin:${id}`, kind: 'plugin', name: id, roles: [], permissions: [...permissions, 'messages.submit'], offices: [], sender: id }),
    system: make({ id: 'system', kind: 'system', name: 'system', roles: [], permissions: [], offices: [], sender: 'system' }),
    nobody: make({ id: NOBODY, kind: 'system', name: '', roles: [], permissions: [], offices: [], sender: '' }),
    made: actor => all.has(actor)
  }
}
