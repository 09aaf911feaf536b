import type { Test } from 'tap'
import { demoConfig, startServer, type Answer, type Running } from '../support/server.ts'

/** A rule that alerts officers of words in the goods description. */
export const ruleOn = (words: readonly string[], more: object = {}): object =>
  ({ type: 'rule', title: `Goods named ${words.join(' or ')}`, settings: { any: [{ field: '/goods/*/description', op: 'contains', value: words }], score: 80 }, alert: ['officer'], ...more })

/** The demo administration with nothing left to chance: one rule on rosewood, no random selection. */
export const start = async (t: Test, change: { readonly plugins?: Readonly<Record<string, unknown>>, readonly files?: Readonly<Record<string, unknown>> } = {}): Promise<Running> =>
  startServer(t, await demoConfig({
    plugins: { 'profile/random': false, ...change.plugins },
    files: { 'profiles.json': [ruleOn(['rosewood'])], ...change.files }
  }))

type Item = Record<string, never>

/** The rows of a page, or of any field that is a list. */
export const rows = (answer: Pick<Answer, 'body'>, field = 'items'): readonly Item[] => Array.isArray(answer.body[field]) ? answer.body[field] as Item[] : []

/** Asks until what is answered is as wanted; the last answer otherwise. */
export const until = async <T>(ask: () => Promise<T>, wanted: (answer: T) => boolean, seconds = 10): Promise<T> => {
  const end = Date.now() + seconds * 1000
  for (;;) {
    const answer = await ask()
    if (wanted(answer) || Date.now() > end) return answer
    await new Promise(resolve => setTimeout(resolve, 50))
  }
}

/** The consignment of a transport document, whole; null where there is none. */
export const consignmentOf = async ({ ask }: Running, number: string): Promise<Answer['body'] | null> => {
  const [row] = rows(await ask('officer', 'GET', `/api/v1/consignments?number=${number}`))
  return row === undefined ? null : (await ask('officer', 'GET', `/api/v1/consignments/${String(row['id'])}`)).body
}
