import { createHash } from 'node:crypto'
import { checked, filled, problem, TokenDraft, Type, type Acted, type ConsolePage, type Desk, type PersonView, type TokenView } from 'wco-cts'
import { coded, one, said } from '../said.ts'
import { passwordField, rolesField } from './people.ts'

const query = Type.Object({ id: Type.String({ title: 'Account' }) })

/** One account: who it is, what it may do, the tokens it comes with, and whether it may come at all. */
export const person: ConsolePage<typeof query> = {
  id: 'person',
  path: '/people/:id',
  permission: 'people.manage',
  query,
  template: 'person',
  async view ({ id }, desk) {
    const seen = await desk.person(id)
    const other = seen.id !== desk.actor.id
    const byToken = seen.kind !== 'person'
    const tokens = byToken ? await desk.tokens(id) : []
    return {
      title: seen.name,
      path: `/people/${seen.id}`,
      person: { ...seen, roles: seen.roles.map(role => coded(desk, 'codes.roles', role)).join(', '), offices: seen.offices.join(', '), language: seen.language === null ? null : new Intl.DisplayNames(desk.language, { type: 'language' }).of(seen.language) ?? seen.language },
      other,
      granting: other ? { schema: grantForm(desk), value: { roles: seen.roles, offices: seen.offices.join(', ') } } : null,
      reset: other && seen.active && !byToken ? resetForm : null,
      tokens: tokens.map(({ until, ...token }) => ({ ...token, lastDay: until })),
      byToken,
      issue: byToken && other && seen.active ? TokenDraft : null,
      standing: standingOf(tokens)
    }
  },
  act: async (form, { id }, desk): Promise<Acted> => {
    const deed = one(form, 'do')
    const to = `/people/${id}`
    if (deed === 'issue') {
      // The page with the secret, loaded again, sends its form again: it was filled in before the token was there.
      const seen = one(form, 'version')
      if (seen !== '' && seen !== standingOf(await desk.tokens(id))) throw issuedAlready({ why: said(desk, 'problems.token-issued-already') })
      const { token, secret } = await desk.issueToken(id, checked(TokenDraft, filled(TokenDraft, form)))
      return { to, once: { name: token.name, secret } }
    }
    if (deed === 'end') {
      await desk.endToken(id, one(form, 'token'))
      return { to, says: 'person.token-ended' }
    }
    return saidOf(deed, await changed(deed, id, form, desk), to)
  }
}

const issuedAlready = problem<{ readonly why: string }>('token-issued-already', 409)

/** Which tokens there are, so that a form knows whether they are still those it was shown with. */
const standingOf = (tokens: readonly TokenView[]): string => createHash('sha256').update(tokens.map(token => token.id).sort().join()).digest('hex').slice(0, 16)

type Form = Parameters<NonNullable<ConsolePage['act']>>[0]

const changed = async (deed: string, id: string, form: Form, desk: Desk): Promise<PersonView> => {
  if (deed === 'dismiss') {
    await desk.dismissPerson(id)
    return desk.person(id)
  }
  if (deed === 'readmit') return desk.readmitPerson(id)
  if (deed === 'reset') return desk.resetProof(id, checked(resetForm, filled(resetForm, form)))
  const { roles, offices = '' } = checked(grantForm(desk), filled(grantForm(desk), form))
  return desk.grant(id, roles, offices.split(/[\s,;]+/).filter(office => office !== ''))
}

const SAID: Readonly<Record<string, string>> = { dismiss: 'dismissed', readmit: 'readmitted', reset: 'reset' }

const saidOf = (deed: string, { name }: PersonView, to: string): Acted => ({ to, says: `people.${SAID[deed] ?? 'granted'}`, params: { name } })

const grantForm = (desk: Desk) => Type.Object({ roles: rolesField(desk), offices: Type.Optional(Type.String({ title: 'Offices', maxLength: 200 })) }, { additionalProperties: false })
const resetForm = Type.Object({ password: passwordField }, { additionalProperties: false })
