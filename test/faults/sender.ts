import { setTimeout as pause } from 'node:timers/promises'
import type { Cargo } from './cargo.ts'
import type { Chance } from './chance.ts'
import { post, type Acknowledged } from './post.ts'

/** A manifest under way: `id` once it is acknowledged, `ended` once it is read. */
export interface Sent { readonly number: number, readonly cargo: Cargo, id: string | null, ended: boolean, tries: number }

/** What a sender needs to know of the house it sends to. */
export interface Receiver {
  /** Where the house listens; waits while it is down. */
  address (): Promise<string>
  /** The message that stands in the database with these bytes; null where there is none, undefined where nobody can look. */
  known (sha256: string): Promise<string | null | undefined>
  /** Whether a message has ended. */
  ended (id: string): Promise<boolean>
}

/** A shipping line that sends one manifest after another, and sends again what nobody acknowledged. */
export interface Sender {
  readonly sent: readonly Sent[]
  /** Bytes it is sending now, unless it is not. */
  readonly sending: string | null
  readonly counts: { readonly lost: number, readonly committedUnacknowledged: number, readonly askedAgain: number }
  readonly firstAcknowledged: Promise<void>
  /** The next manifest goes out at once; its acknowledgement is lost on the way. */
  sendDeaf (): void
  /** Sends no new manifest; resolves when all that were sent are acknowledged and have ended. */
  finish (): Promise<void>
}

/** What happens to a sender, told as it happens. */
export interface Told { ended (sent: Sent): Promise<void>, breach (says: string): void }

/** Starts sending. `next` makes a manifest; `seconds` is the longest a line takes for one. */
export const startSender = (receiver: Receiver, next: () => Promise<Cargo>, told: Told, { chance, seconds }: { readonly chance: Chance, readonly seconds: number }): Sender => {
  const sent: Sent[] = []
  const counts = { lost: 0, committedUnacknowledged: 0, askedAgain: 0 }
  let sending: string | null = null
  let deaf = false
  let most = 2
  let finishing = false
  let acknowledged: () => void = () => {}
  const firstAcknowledged = new Promise<void>(resolve => { acknowledged = resolve })

  /** The same bytes may be sent however often: what stands already answers with its first id. */
  const compare = (one: Sent, known: string | null | undefined, answer: Acknowledged): void => {
    const first = one.id ?? known
    if (first === undefined) return
    if (answer.duplicate !== (first !== null)) told.breach(`message ${one.number} was answered with duplicate ${String(answer.duplicate)}, and ${first === null ? 'was not there' : 'was there'}`)
    if (first !== null && answer.id !== first) told.breach(`message ${one.number} was answered with ${answer.id}, its first id is ${first}`)
  }
  const send = async (one: Sent): Promise<void> => {
    const address = await receiver.address()
    const known = one.tries === 0 ? null : await receiver.known(one.cargo.sha256)
    if (one.id === null && known !== null && known !== undefined) counts.committedUnacknowledged++
    one.tries++
    sending = one.cargo.sha256
    const answer = await post(address, one.cargo.bytes, chance() * seconds).catch((error: unknown) => { told.breach(String(error)); return null })
    const heard = !deaf
    deaf = false
    sending = null
    if (answer === null || !heard) {
      counts.lost++
      return
    }
    compare(one, known, answer)
    one.id = answer.id
    acknowledged()
  }
  const lookAt = async (open: readonly Sent[]): Promise<void> => {
    for (const one of open) {
      if (one.id === null || !await receiver.ended(one.id)) continue
      one.ended = true
      await told.ended(one)
    }
  }
  const step = async (): Promise<void> => {
    const open = sent.filter(({ ended }) => !ended)
    const waiting = open.find(({ id }) => id === null)
    const [before] = sent.filter(({ id }) => id !== null).slice(-1)
    if (waiting !== undefined) await send(waiting)
    else if (!finishing && (open.length < most || deaf)) {
      most = chance() < 0.3 ? 1 : 2
      sent.push({ number: sent.length + 1, cargo: await next(), id: null, ended: false, tries: 0 })
    } else if (before !== undefined && chance() < 0.01) {
      counts.askedAgain++
      await send(before)
    } else await pause(200)
    await lookAt(open)
  }
  const isDone = (): boolean => finishing && sent.every(({ ended }) => ended)
  const running = (async () => { while (!isDone()) await step() })()
  running.catch((error: unknown) => { told.breach(error instanceof Error ? error.stack ?? error.message : String(error)) })
  return {
    sent,
    counts,
    firstAcknowledged,
    get sending () { return sending },
    sendDeaf: () => { deaf = true },
    async finish () {
      finishing = true
      await running
    }
  }
}
