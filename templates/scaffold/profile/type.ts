import { Type, type Consignment, type Finding, type ProfileType, type Static } from 'wco-cts'
import { assessorOf } from './assessor.ts'

/** What an officer fills in. The form is drawn from this, and what is sent is judged by it. */
export const settings = Type.Object({
  letters: Type.Integer({ minimum: 1, maximum: 100, default: 5, title: 'Letters, at most' }),
  score: Type.Integer({ minimum: 0, maximum: 100, default: 20, title: 'Score' })
}, { additionalProperties: false })
export type Settings = Static<typeof settings>

/** A type of profile that finds goods whose description is too short to tell what they are. */
export const shortDescriptions: Omit<ProfileType<typeof settings>, 'id' | 'settings'> = {
  async compile (published) {
    const all = []
    for await (const one of published) all.push(one)
    return assessorOf(all, findingOf)
  },
  // Whoever asks why, or why not, is told each condition with the value it was held against.
  explain: ({ settings }, consignment) => ({
    matched: findingOf(settings, consignment) !== null,
    nearest: false,
    conditions: consignment.goods.map(({ description }, index) => ({
      says: 'description-short',
      params: { letters: settings.letters },
      holds: isShort(description, settings),
      value: description ?? null,
      at: `/goods/${index}/description`
    }))
  })
}

/** A finding points at what it is about: an officer sees the very words. */
const findingOf = (settings: Settings, { goods }: Consignment): Finding | null => {
  const short = goods.flatMap(({ description }, index) => isShort(description, settings) ? [{ description: description ?? '', at: `/goods/${index}/description` }] : [])
  const [first] = short
  if (first === undefined) return null
  return { reason: 'description-short', params: { text: first.description, goods: short.length }, score: settings.score, evidence: short.map(({ at }) => at) }
}

// Goods without any description are not short but missing: the mode of transport says that already, with an issue.
const isShort = (description: string | undefined, { letters }: Settings): boolean =>
  description !== undefined && (description.match(/\p{L}/gu)?.length ?? 0) <= letters
