import { filled, checked, Type, type Acted, type ConsolePage } from 'wco-cts'
import { coded, many, one } from '../said.ts'

const query = Type.Object({})

/** Who may do what: people, their roles and offices. */
export const people = (roles: readonly string[]): ConsolePage<typeof query> => {
  const person = Type.Object({
    subject: Type.String({ title: 'Sign-in name', minLength: 1, maxLength: 100 }),
    name: Type.String({ title: 'Name', minLength: 1, maxLength: 150 }),
    roles: Type.Array(Type.Union(roles.map(role => Type.Literal(role))), { title: 'Roles', minItems: 1 }),
    mail: Type.Optional(Type.String({ title: 'E-mail', maxLength: 150 })),
    password: Type.Optional(Type.String({ title: 'First password', minLength: 4, maxLength: 128 }))
  }, { additionalProperties: false })

  return {
    id: 'people',
    path: '/people',
    permission: 'people.manage',
    menu: { section: 'house', order: 10 },
    query,
    template: 'people',
    async view (_, desk) {
      const all = await desk.people()
      return {
        rows: all.map(one => ({ ...one, known: [...new Set([...roles, ...one.roles])].map(role => ({ role, label: coded(desk, 'codes.roles', role), chosen: one.roles.includes(role) })), offices: one.offices.join(', '), self: one.id === desk.actor.id })),
        schema: person
      }
    },
    async act (form, _, desk): Promise<Acted> {
      const deed = one(form, 'do')
      const id = one(form, 'person')
      if (deed === 'dismiss') {
        await desk.dismissPerson(id)
        return { to: '/people', says: 'people.dismissed' }
      }
      if (deed === 'grant') {
        const granted = await desk.grant(id, many(form, 'roles').filter(role => role !== ''), one(form, 'offices').split(/[\s,;]+/).filter(office => office !== ''))
        return { to: '/people', says: 'people.granted', params: { name: granted.name } }
      }
      const { password, ...draft } = checked(person, filled(person, form))
      const added = await desk.addPerson({ ...draft, ...(password === undefined ? {} : { proof: { password } }) })
      return { to: '/people', says: 'people.added', params: { name: added.name } }
    }
  }
}
