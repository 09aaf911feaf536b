import { Movement, Type, type Assessor, type Consignment, type Explanation, type Match, type Published, type Static } from 'wco-cts'
import { draw } from './draw.ts'

/** What an officer sets: the rate, and of which cargo. */
export const Settings = Type.Object({
  perMille: Type.Integer({ minimum: 1, maximum: 1000, title: 'Of a thousand' }),
  mode: Type.Optional(Type.String({ minLength: 1, maxLength: 40, title: 'Mode of transport' })),
  movement: Type.Optional(Movement)
}, { title: 'Random selection', additionalProperties: false })
export type Settings = Static<typeof Settings>

/** What the administration sets: the secret, and between which bounds the score of a draw falls. */
export interface Secret { readonly seed: string, readonly leastScore: number, readonly mostScore: number }

type Profile = Published<Settings>

/** All published draws together. There is nothing to index: each consignment is drawn for by each of them. */
export const compileDraws = async (secret: Secret, published: AsyncIterable<Profile>): Promise<Assessor<Settings>> => {
  const profiles = new Map<string, Profile>()
  for await (const one of published) profiles.set(one.profile, one)
  return assessorOf(secret, profiles)
}

/** Why one draw fell on a consignment or not: it is in the stratum, and what was drawn is below the rate. */
export const explainDraw = (secret: Secret, { profile, settings }: Profile, consignment: Consignment): Explanation => {
  const { share } = draw(secret.seed, profile, consignment.id)
  const strata = [
    ...stratum('mode', settings.mode, consignment.mode),
    ...stratum('movement', settings.movement, consignment.movement)
  ]
  const conditions = [...strata, {
    says: 'drawn-below', params: { perMille: settings.perMille }, holds: share < settings.perMille / 1000, value: share * 1000, at: '/id'
  }]
  const failed = conditions.filter(({ holds }) => !holds).length
  return { matched: failed === 0, nearest: failed === 1, conditions }
}

const assessorOf = (secret: Secret, profiles: ReadonlyMap<string, Profile>): Assessor<Settings> => ({
  assess: consignment => [...profiles.values()].flatMap(one => matchOf(secret, one, consignment) ?? []),
  change (added, removed) {
    const next = new Map(profiles)
    for (const profile of removed) next.delete(profile)
    for (const one of added) next.set(one.profile, one)
    return assessorOf(secret, next)
  }
})

const matchOf = (secret: Secret, { profile, version, settings }: Profile, consignment: Consignment): Match | null => {
  if (settings.mode !== undefined && settings.mode !== consignment.mode) return null
  if (settings.movement !== undefined && settings.movement !== consignment.movement) return null
  const drawn = draw(secret.seed, profile, consignment.id)
  if (drawn.share >= settings.perMille / 1000) return null
  const evidence = [consignment.document.number === undefined ? '/id' : '/document/number']
  return { profile, version, finding: { reason: 'selected', score: scoreOf(secret, drawn.score), evidence } }
}

// A fixed score would mark a draw as one; within its bounds any score is as likely as any other.
const scoreOf = ({ leastScore, mostScore }: Secret, drawn: number): number => {
  const [least, most] = [Math.min(leastScore, mostScore), Math.max(leastScore, mostScore)]
  return least + Math.floor(drawn * (most - least + 1))
}

const stratum = (says: string, wanted: string | undefined, value: string | undefined) =>
  wanted === undefined ? [] : [{ says, params: { wanted }, holds: wanted === value, value: value ?? null, at: value === undefined ? '/id' : `/${says}` }]
