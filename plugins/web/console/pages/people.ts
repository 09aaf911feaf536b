import { filled, checked, PersonDraft, Type, type Acted, type ConsolePage, type Desk } from 'wco-cts'
import { coded, link, one } from '../said.ts'

const query = Type.Object({ after: Type.Optional(Type.String({ title: 'After' })) })
const { subject, name, sender, mail } = PersonDraft.properties

/** Who may come in: people, carriers and other systems; and how another is added. */
export const people: ConsolePage<typeof query> = {
  id: 'people',
  path: '/people',
  permission: 'people.manage',
  menu: { section: 'house', order: 10 },
  query,
  template: 'people',
  async view ({ after }, desk) {
    const { languages, roles } = desk.grantable()
    const page = await desk.people({ after, limit: 100 })
    return {
      rows: page.items.map(one => ({ ...one, href: `/people/${one.id}`, sender: one.kind === 'person' ? null : one.sender, roles: one.roles.map(role => coded(desk, 'codes.roles', role)).join(', '), offices: one.offices.join(', ') })),
      next: page.next === null ? null : link('/people', { after: page.next }),
      person: personForm(desk),
      system: systemForm(desk),
      carrier: { kind: 'carrier', roles: roles.filter(role => role === 'carrier') },
      offers: { language: languages.map(id => ({ id, name: new Intl.DisplayNames(id, { type: 'language' }).of(id) ?? id })) }
    }
  },
  async act (form, _, desk): Promise<Acted> {
    const added = await desk.addPerson(one(form, 'do') === 'add-system' ? systemOf(checked(systemForm(desk), filled(systemForm(desk), form))) : personOf(checked(personForm(desk), filled(personForm(desk), form))))
    return { to: `/people/${added.id}`, says: 'people.added', params: { name: added.name } }
  }
}

/** The roles of the administration, to be chosen from. */
export const rolesField = (desk: Desk) => Type.Array(Type.Union(desk.grantable().roles.map(role => Type.Literal(role))), { title: 'Roles', minItems: 1 })

/** A first password: how strong it must be is said by whoever keeps it. */
export const passwordField = Type.String({ title: 'First password', minLength: 1, maxLength: 128 })

const strict = { additionalProperties: false }

const personForm = (desk: Desk) => Type.Object({
  subject, name, roles: rolesField(desk), mail, language: Type.Optional(Type.String({ title: 'Language' })), password: Type.Optional(passwordField)
}, strict)

const systemForm = (desk: Desk) => Type.Object({
  kind: Type.Union([Type.Literal('carrier'), Type.Literal('system')], { title: 'Kind' }), account: subject, name, sender, roles: rolesField(desk)
}, strict)

const systemOf = ({ account, ...draft }: Omit<PersonDraft, 'subject'> & { readonly account: string }): PersonDraft => ({ ...draft, subject: account })

const personOf = ({ password, ...draft }: PersonDraft & { readonly password?: string }): PersonDraft =>
  ({ kind: 'person', ...draft, ...(password === undefined ? {} : { proof: { password } }) })
