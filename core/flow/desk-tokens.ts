import type { Desk } from '../contract/desk.ts'
import { checked } from '../model/checked.ts'
import { TokenDraft } from '../model/person-view.ts'
import { Problem, problem } from '../model/problem.ts'
import { dayIn } from '../model/zones.ts'
import { endToken, keepToken, tokenSecret, tokensOf } from '../store/tokens.ts'
import { act, idOf, look, notFound, type Ground } from './desk-ground.ts'
import { known, knownOther } from './desk-people.ts'

const tokenForPerson = problem('token-for-person', 409)
const dismissedAlready = problem('dismissed-already', 409)

// By the administration's own clock: a token ends with its last day there.
const notPast = ({ until }: TokenDraft, zone: string, now: Date): void => {
  if (until !== undefined && until < dayIn(zone, now)) throw new Problem('input-invalid', 400, { count: 1 }, { errors: [{ pointer: '/until', detail: 'day-past' }] })
}

/** Tokens of carriers and other systems: issued, listed, ended one by one. */
export const tokenDesk = (ground: Ground): Pick<Desk, 'tokens' | 'issueToken' | 'endToken'> => {
  const { zone } = ground.works.locale
  return {
    tokens: asked => look(ground, 'people.manage', 'tokens.listed', asked, async trx => tokensOf(trx, (await known(trx, asked)).id, zone)),
    issueToken: (asked, given) => act(ground, 'people.manage', 'token.issued', async (trx, now) => {
      const draft = checked(TokenDraft, given)
      const person = await knownOther(ground, trx, asked)
      if (person.kind === 'person') throw tokenForPerson({})
      if (!person.active) throw dismissedAlready({})
      notPast(draft, zone, now)
      const secret = tokenSecret()
      const id = await keepToken(trx, { person: person.id, name: draft.name, secret, until: draft.until ?? null, zone }, now)
      const token = (await tokensOf(trx, person.id, zone)).find(token => token.id === id)
      if (token === undefined) throw new Error('a token was ended while being issued')
      return { subject: person.id, answer: { token, secret }, detail: { token: id, name: draft.name } }
    }),
    endToken: (asked, token) => act(ground, 'people.manage', 'token.ended', async trx => {
      const person = await known(trx, asked)
      if (!await endToken(trx, person.id, idOf(token))) throw notFound({})
      return { subject: person.id, answer: undefined, detail: { token } }
    })
  }
}
