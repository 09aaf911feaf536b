import type { Knex } from 'knex'
import type { Desk, PersonView } from '../contract/desk.ts'
import { checked } from '../model/checked.ts'
import { may } from '../model/actor.ts'
import { problem } from '../model/problem.ts'
import { journalPage } from '../store/house-views.ts'
import { allPeople, changePerson, endSessionsOf, keepPerson, personBy, personById, signInName, type PersonRecord } from '../store/people.ts'
import { tally } from '../store/tally.ts'
import { act, demand, idOf, inPluginsWords, look, notFound, notPermitted, type Ground } from './desk-ground.ts'
import { sourceDesk } from './desk-sources.ts'

const roleUnknown = problem<{ readonly role: string }>('role-unknown', 400)
const personKnown = problem<{ readonly subject: string }>('person-known', 409)
const ownRoles = problem('own-roles', 403)

const viewOf = ({ id, subject, name, roles, offices, mail, language, active }: PersonRecord): PersonView => ({ id, subject, name, roles, offices, mail, language, active })

const known = async (trx: Knex, id: string): Promise<PersonRecord> => {
  const person = await personById(trx, idOf(id))
  if (person === null) throw notFound({})
  return person
}

const rolesThere = ({ works }: Ground, roles: readonly string[]): void => {
  const role = roles.find(role => !Object.hasOwn(works.roles, role))
  if (role !== undefined) throw roleUnknown({ role })
}

/** The first way of signing in that keeps its own secrets. */
const enrolling = ({ works }: Ground) => works.shelves.identities.all().find(({ thing }) => thing.enrol !== undefined)

const peopleDesk = (ground: Ground): Pick<Desk, 'colleagues' | 'people' | 'addPerson' | 'grant' | 'dismissPerson'> => ({
  colleagues: async () => {
    demand(ground, 'targets.read')
    const { database, roles } = ground.works
    const works = (role: string): boolean => Object.hasOwn(roles, role) && roles[role]?.includes('targets.assign') === true
    return (await allPeople(database.knex)).filter(({ id, kind, active, roles }) => active && kind === 'person' && id !== ground.actor.id && roles.some(works)).map(({ id, name }) => ({ id, name }))
  },
  people: () => look(ground, 'people.manage', 'people.listed', 'people', async trx => (await allPeople(trx)).map(viewOf)),
  addPerson: async person => {
    demand(ground, 'people.manage')
    rolesThere(ground, person.roles)
    const provider = enrolling(ground)
    const id = provider?.thing.id ?? 'proxy'
    const subject = provider === undefined ? person.subject : signInName(person.subject)
    if (await personBy(ground.works.database.knex, id, subject) !== null) throw personKnown({ subject })
    // The secret first: it is refused if it is weak, and a person without a secret cannot sign in anyway.
    const { proof } = person
    if (proof !== undefined) await inPluginsWords(ground, provider?.plugin ?? '', async () => provider?.thing.enrol?.(subject, proof))
    return act(ground, 'people.manage', 'person.added', async (trx, now) => {
      const added = await keepPerson(trx, { provider: id, subject, name: person.name, roles: person.roles, mail: person.mail }, now)
      return { subject: added, answer: viewOf(await known(trx, added)) }
    })
  },
  grant: (asked, roles, offices) => act(ground, 'people.manage', 'person.granted', async trx => {
    const person = await known(trx, asked)
    if (person.id === ground.actor.id) throw ownRoles({})
    rolesThere(ground, roles)
    await changePerson(trx, person.id, { roles, offices })
    return { subject: person.id, answer: viewOf(await known(trx, person.id)) }
  }),
  dismissPerson: asked => act(ground, 'people.manage', 'person.dismissed', async trx => {
    const person = await known(trx, asked)
    if (person.id === ground.actor.id) throw ownRoles({})
    await changePerson(trx, person.id, { active: false })
    await endSessionsOf(trx, person.id)
    return { subject: person.id, answer: undefined }
  })
})

const reportDesk = (ground: Ground, desk: () => Desk): Pick<Desk, 'reports' | 'compose' | 'tally' | 'journal'> => ({
  reports: () => ground.works.shelves.reports.all().filter(({ thing }) => may(ground.actor, thing.permission)).map(({ plugin, thing }) => ({ id: thing.id, plugin, form: thing.params })),
  compose: async (id, params) => {
    const report = ground.works.shelves.reports.get(id)
    if (report === undefined) throw notFound({})
    const given: unknown = checked(report.thing.params, params)
    return look(ground, report.thing.permission, 'report.composed', id, async () => given).then(() => inPluginsWords(ground, report.plugin, () => report.thing.compose(given as never, desk())))
  },
  tally: (of, by, span) => {
    if (!may(ground.actor, 'reports.read')) throw notPermitted({ permission: 'reports.read' })
    return tally(ground.works.database.knex, of, by, span, ground.works.locale.zone)
  },
  journal: (span, paging) => look(ground, 'journal.read', 'journal.read', paging.subject ?? 'journal', trx => journalPage(trx, span, paging))
})

/** Reports and figures, the journal, people, sources, and how the house stands. */
export const houseDesk = (ground: Ground, desk: () => Desk): ReturnType<typeof peopleDesk> & ReturnType<typeof reportDesk> & Pick<Desk, 'sources' | 'refresh' | 'status' | 'text'> => ({
  ...peopleDesk(ground),
  ...reportDesk(ground, desk),
  ...sourceDesk(ground),
  text: (plugin, key, params) => ground.works.texts.text(plugin, ground.language, key, params)
})
