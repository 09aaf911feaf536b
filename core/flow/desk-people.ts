import type { Knex } from 'knex'
import type { Desk } from '../contract/desk.ts'
import type { PersonDraft, PersonView } from '../model/person-view.ts'
import { Problem, problem } from '../model/problem.ts'
import { changePerson, insertPerson, peoplePage, personById, removePerson, signInName, type PersonRecord } from '../store/people.ts'
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

// Whoever comes with a token is no name at any way of signing in; where none keeps secrets, a proxy says who somebody is.
const BY_TOKEN = 'token'
const PROXY = 'proxy'

const addPerson = async (ground: Ground, draft: PersonDraft): Promise<PersonView> => {
  demand(ground, 'people.manage')
  const { kind = 'person', name, roles, sender, mail, language, proof } = draft
  rolesThere(ground, roles)
  languageThere(ground, language)
  const provider = kind === 'person' ? enrolling(ground)?.thing.id ?? PROXY : BY_TOKEN
  const subject = kind === 'person' && provider !== PROXY ? signInName(draft.subject) : draft.subject.trim()
  if (proof !== undefined && (kind !== 'person' || provider === PROXY)) throw noSecretHere({})
  const added = await act(ground, 'people.manage', 'person.added', async (trx, now) => {
    const id = await insertPerson(trx, { provider, subject, kind, name, roles, mail, sender, language, mustRenew: proof !== undefined }, now)
    if (id === null) throw personKnown({ subject })
    return { subject: id, answer: viewOf(await known(trx, id)) }
  })
  if (proof !== undefined) await enrolOrTakeBack(ground, added, proof)
  return added
}

/** The secret after the account: whoever keeps secrets keeps them apart from ours, and must set none for an account that another added. What he refuses takes the account back. */
const enrolOrTakeBack = async (ground: Ground, { id, subject }: PersonView, proof: Readonly<Record<string, string>>): Promise<void> => {
  try {
    await enrol(ground, subject, proof)
  } catch (error) {
    await act(ground, 'people.manage', 'person.taken-back', async trx => {
      await removePerson(trx, id)
      return { subject: id, answer: undefined }
    })
    throw error
  }
}

const resetProof = async (ground: Ground, asked: string, proof: Readonly<Record<string, string>>): Promise<PersonView> => {
  const reset = await act(ground, 'people.manage', 'person.reset', async trx => {
    const person = await knownOther(ground, trx, asked)
    if (person.kind !== 'person' || person.provider !== enrolling(ground)?.thing.id) throw noSecretHere({})
    await changePerson(trx, person.id, { mustRenew: true })
    await endSessionsOf(trx, person.id)
    return { subject: person.id, answer: viewOf(person) }
  })
  // The secret last: no secret is ever changed that the journal does not tell of.
  await enrol(ground, reset.subject, proof)
  return reset
}

/** The people of the house, carriers and other systems: who they are, and what each may do. */
export const peopleDesk = (ground: Ground): Pick<Desk, 'colleagues' | 'people' | 'person' | 'grantable' | 'addPerson' | 'grant' | 'dismissPerson' | 'readmitPerson' | 'resetProof'> => ({
  colleagues: () => {
    demand(ground, 'targets.read')
    return colleaguesOf(ground.works, ground.works.database.knex, ground.actor.id)
  },
  people: paging => look(ground, 'people.manage', 'people.listed', 'people', async trx => {
    const { items, next } = await peoplePage(trx, paging)
    return { items: items.map(viewOf), next }
  }),
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
