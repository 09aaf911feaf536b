import type { Head, ManifestFormat } from '../contract/format.ts'
import { problem } from '../model/problem.ts'
import type { Shelved } from '../host/shelf.ts'
import type { Works } from './works.ts'

/** No format reads the message. */
export const notRecognized = problem('message-not-recognized', 422)

/** Two formats are equally sure. */
export const claimedTwice = problem<{ readonly first: string, readonly second: string }>('message-claimed-twice', 422)

export const HEAD = 4096

/** What recognizing needs of the works. */
export type Recognizing = Pick<Works, 'log' | 'beat'> & { readonly shelves: Pick<Works['shelves'], 'formats'> }

/** Which format reads a message: the surest above one half. A format that throws is not sure. */
export const recognize = (works: Recognizing, head: Head): Shelved<ManifestFormat> => {
  const sure = works.shelves.formats.all().map(shelved => {
    works.beat(`${shelved.plugin} recognize`)
    try {
      return { shelved, sureness: shelved.thing.recognize(head) }
    } catch (error) {
      works.log.error({ err: error, plugin: shelved.plugin }, 'a format failed to recognize')
      return { shelved, sureness: 0 }
    }
  }).filter(({ sureness }) => sureness > 0.5).sort((a, b) => b.sureness - a.sureness)
  const [first, second] = sure
  if (first === undefined) throw notRecognized({})
  if (second !== undefined && second.sureness === first.sureness) throw claimedTwice({ first: first.shelved.thing.id, second: second.shelved.thing.id })
  return first.shelved
}
