import type { Knex } from 'knex'
import type { Desk } from '../contract/desk.ts'
import type { PersonDraft, PersonView } from '../model/person-view.ts'
import { Problem, problem } from '../model/problem.ts'
import { allPeople, changePerson, keepPerson, personBy, personById, signInName, type PersonRecord } from '../store/people.ts'
import { endSessionsOf } from '../store/sessions.ts'
import { endTokensOf } from '../store/tokens.ts'
import { colleaguesOf } from './colleagues.ts'
import { act, demand, idOf, inPluginsWords, look, notFound, type Ground } from './desk-ground.ts'

const roleUnknown = problem<{ readonly role: string }>('role-unknown', 400)
const personKnown = problem<{ readonly subject: string }>('person-known', 409)
const ownRoles = problem('own-roles', 403)
const ownAccount = problem('own-account', 403)
const noSecretHere = problem('no-secret-here', 409)

const viewOf = ({ id, kind, subject, name, roles, offices, sender, mail, language, active }: PersonRecord): PersonView =>
  ({ id, kind, subject, name, roles, offices, sender: sender ?? subject, mail, language, active })

/** The account an id names. */
export const known = async (knex: Knex, id: string): Promise<PersonRecord> => {
  const person = await personById(knex, idOf(id))
  if (person === null) throw notFound({})
  return person
}

/** The same, and never the asker's own. */
export const knownOther = async ({ actor }: Ground, knex: Knex, id: string): Promise<PersonRecord> => {
  const person = await known(knex, id)
  if (person.id === actor.id) throw ownAccount({})
  return person
}

const rolesThere = ({ works }: Ground, roles: readonly string[]): void => {
  const role = roles.find(role => !Object.hasOwn(works.roles, role))
  if (role !== undefined) throw roleUnknown({ role })
}

const languageThere = ({ works }: Ground, language: string | undefined): void => {
  if (language !== undefined && !works.locale.languages.includes(language)) throw new Problem('input-invalid', 400, { count: 1 }, { errors: [{ pointer: '/language', detail: 'choice' }] })
}

/** The first way of signing in that keeps its own secrets. */
const enrolling = ({ works }: Ground) => works.shelves.identities.all().find(({ thing }) => thing.enrol !== undefined)

const enrol = async (ground: Ground, subject: string, proof: Readonly<Record<string, string>>): Promise<void> => {
  const provider = enrolling(ground)
  if (provider === undefined) throw noSecretHere({})
  await inPluginsWords(ground, provider.plugin, async () => provider.thing.enrol?.(subject, proof))
}

// Whoever comes with a token is no name at any way of signing in.
const BY_TOKEN = 'token'

const addPerson = async (ground: Ground, draft: PersonDraft): Promise<PersonView> => {
  demand(ground, 'people.manage')
  const { kind = 'person', name, roles, sender, mail, language, proof } = draft
  rolesThere(ground, roles)
  languageThere(ground, language)
  const provider = kind === 'person' ? enrolling(ground)?.thing.id ?? 'proxy' : BY_TOKEN
  const subject = kind === 'person' && provider !== 'proxy' ? signInName(draft.subject) : draft.subject.trim()
  if (await personBy(ground.works.database.knex, provider, subject) !== null) throw personKnown({ subject })
  if (proof !== undefined && kind !== 'person') throw noSecretHere({})
  // The secret first: it is refused if it is weak, and a person without a secret cannot sign in anyway.
  if (proof !== undefined) await enrol(ground, subject, proof)
  return act(ground, 'people.manage', 'person.added', async (trx, now) => {
    const added = await keepPerson(trx, { provider, subject, kind, name, roles, mail, sender, language, mustRenew: proof !== undefined }, now)
    return { subject: added, answer: viewOf(await known(trx, added)) }
  })
}

const resetProof = async (ground: Ground, asked: string, proof: Readonly<Record<string, string>>): Promise<PersonView> => {
  demand(ground, 'people.manage')
  const person = await knownOther(ground, ground.works.database.knex, asked)
  if (person.kind !== 'person' || person.provider !== enrolling(ground)?.thing.id) throw noSecretHere({})
  await enrol(ground, person.subject, proof)
  return act(ground, 'people.manage', 'person.reset', async trx => {
    await changePerson(trx, person.id, { mustRenew: true })
    await endSessionsOf(trx, person.id)
    return { subject: person.id, answer: viewOf(person) }
  })
}

/** The people of the house, carriers and other systems: who they are, and what each may do. */
export const peopleDesk = (ground: Ground): Pick<Desk, 'colleagues' | 'people' | 'person' | 'grantable' | 'addPerson' | 'grant' | 'dismissPerson' | 'readmitPerson' | 'resetProof'> => ({
  colleagues: () => {
    demand(ground, 'targets.read')
    return colleaguesOf(ground.works, ground.works.database.knex, ground.actor.id)
  },
  people: () => look(ground, 'people.manage', 'people.listed', 'people', async trx => (await allPeople(trx)).map(viewOf)),
  person: id => look(ground, 'people.manage', 'person.opened', id, async trx => viewOf(await known(trx, id))),
  grantable: () => {
    demand(ground, 'people.manage')
    return { roles: Object.keys(ground.works.roles), languages: ground.works.locale.languages }
  },
  addPerson: draft => addPerson(ground, draft),
  grant: (asked, roles, offices) => act(ground, 'people.manage', 'person.granted', async trx => {
    const person = await known(trx, asked)
    if (person.id === ground.actor.id) throw ownRoles({})
    rolesThere(ground, roles)
    await changePerson(trx, person.id, { roles, offices })
    return { subject: person.id, answer: viewOf(await known(trx, person.id)), detail: { roles, offices } }
  }),
  dismissPerson: asked => act(ground, 'people.manage', 'person.dismissed', async trx => {
    const person = await knownOther(ground, trx, asked)
    await changePerson(trx, person.id, { active: false })
    await endSessionsOf(trx, person.id)
    await endTokensOf(trx, person.id)
    return { subject: person.id, answer: undefined }
  }),
  readmitPerson: asked => act(ground, 'people.manage', 'person.readmitted', async trx => {
    const person = await knownOther(ground, trx, asked)
    await changePerson(trx, person.id, { active: true })
    return { subject: person.id, answer: viewOf({ ...person, active: true }) }
  }),
  resetProof: (asked, proof) => resetProof(ground, asked, proof)
})
