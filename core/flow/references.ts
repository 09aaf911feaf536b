import { createHash } from 'node:crypto'
import type { Report } from '../model/report.ts'
import type { Database } from '../store/database.ts'
import type { MessageRecord } from '../store/messages.ts'
import { keepableText } from '../store/rows.ts'
import { claimTransmission, type Said } from '../store/transmissions.ts'

/** Another message with the same reference is still being read: this one waits for it. */
export const WAIT = Symbol('wait')

/** What became of the references of a message that is read to its end. `duplicate`: all it says was said before, by that message. */
export interface Verdict { readonly duplicate: string | null, readonly reused: { readonly reference: string, readonly message: string, readonly all: readonly string[] } | null }

interface Known { readonly message: string, readonly content: string }
/** A reference within this message: whose it is, and what was said under it so far. */
interface Held { readonly reference: string, readonly known: Known | null, digest: string, items: number, cut: boolean, open: boolean }

/**
 * The transmission references one message uses. A reference of a sender names one transmission, of one report or several: known from another message, it is only compared.
 * Who waits for another has said of each reference before whether it was read whole, so that no two wait for each other.
 */
export interface References {
  /** A report begins; resolves with whether it is to be read, or must wait. */
  begin (report: Report): Promise<'fresh' | 'known' | typeof WAIT>
  item (): void
  /** What was read last was cut short. */
  cut (): void
  end (content: string): void
  /** What was said under references of its own that are behind it, as far as that is not kept yet: to be kept with it. */
  said (): readonly Said[]
  /** Nothing more is read. */
  done (): void
  verdict (): Verdict
}

const chained = (before: string, content: string): string => before === '' ? content : createHash('sha256').update(before + content).digest('hex')

export const referencesOf = (database: Database, { id, sender, reused }: MessageRecord): References => {
  const letIn = new Set(reused)
  const all = new Map<string, Held>()
  const written = new Map<string, string>()
  let current: Held | null = null
  let unnamed = 0

  const claim = async (reference: string): Promise<Held | typeof WAIT> => {
    const owner = await claimTransmission(database.knex, sender, reference, id)
    const ours = owner === null || owner.message === id || owner.had
    if (!ours && owner.content === null) return WAIT
    return { reference, known: ours ? null : { message: owner.message, content: owner.content ?? '' }, digest: '', items: 0, cut: false, open: false }
  }
  return {
    async begin ({ reference }) {
      current = null
      // Let in by a person, it is read for what stands under the references he gave it: all else was read before.
      if (letIn.size > 0 && (reference === undefined || !letIn.has(keepableText(reference)))) return 'known'
      if (reference === undefined) {
        unnamed++
        return 'fresh'
      }
      const held = all.get(reference) ?? await claim(reference)
      if (held === WAIT) return WAIT
      all.set(reference, held)
      held.open = true
      current = held
      return held.known === null ? 'fresh' : 'known'
    },
    item () { if (current !== null) current.items++ },
    cut () { if (current !== null) current.cut = true },
    end (content) {
      if (current === null) return
      current.digest = chained(current.digest, content)
      current.open = false
    },
    said () {
      const news = [...all.values()].filter(held => held !== current && held.known === null).flatMap(({ reference, digest, items, cut, open }) => {
        const content = cut || open || items === 0 ? '' : digest
        return written.get(reference) === content ? [] : [{ reference, content }]
      })
      for (const { reference, content } of news) written.set(reference, content)
      return news
    },
    done () { current = null },
    verdict () {
      const known = [...all.values()].flatMap(({ known, ...held }) => known === null ? [] : [{ ...held, known }])
      const others = known.filter(({ known: { content }, digest }) => content !== digest)
      const [other] = others
      const [first] = known
      return {
        duplicate: first !== undefined && unnamed === 0 && known.length === all.size ? first.known.message : null,
        reused: other === undefined ? null : { reference: other.reference, message: other.known.message, all: others.map(({ reference }) => reference) }
      }
    }
  }
}
