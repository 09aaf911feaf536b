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

/** Chance, and the longest a line takes for one manifest. */
export interface Line { readonly chance: Chance, readonly seconds: number }

/** Starts sending; `next` makes a manifest. */
export const startSender = (receiver: Receiver, next: () => Promise<Cargo>, told: Told, line: Line): Sender => {
  const state: State = { sent: [], counts: { lost: 0, committedUnacknowledged: 0, askedAgain: 0 }, sending: null, deaf: false, most: 2, finishing: false }
  let acknowledged: () => void = () => {}
  const firstAcknowledged = new Promise<void>(resolve => { acknowledged = resolve })
  const step = async (): Promise<void> => {
    const { sent } = state
    const open = sent.filter(({ ended }) => !ended)
    const waiting = open.find(({ id }) => id === null)
    const [before] = sent.filter(({ id }) => id !== null).slice(-1)
    if (waiting !== undefined) {
      await send(state, receiver, told, line, waiting)
      if (waiting.id !== null) acknowledged()
    } else if (!state.finishing && (open.length < state.most || state.deaf)) {
      state.most = line.chance() < 0.3 ? 1 : 2
      sent.push({ number: sent.length + 1, cargo: await next(), id: null, ended: false, tries: 0 })
    } else if (before !== undefined && line.chance() < 0.01) {
      state.counts.askedAgain++
      await send(state, receiver, told, line, before)
    } else await pause(200)
    await lookAt(receiver, told, open)
  }
  const isDone = (): boolean => state.finishing && state.sent.every(({ ended }) => ended)
  const running = (async () => { while (!isDone()) await step() })()
  running.catch((error: unknown) => { told.breach(error instanceof Error ? error.stack ?? error.message : String(error)) })
  return {
    sent: state.sent,
    counts: state.counts,
    firstAcknowledged,
    get sending () { return state.sending },
    sendDeaf: () => { state.deaf = true },
    async finish () {
      state.finishing = true
      await running
    }
  }
}

interface State {
  readonly sent: Sent[]
  readonly counts: { lost: number, committedUnacknowledged: number, askedAgain: number }
  sending: string | null
  /** The next acknowledgement is lost on the way. */
  deaf: boolean
  /** So many manifests are under way at most. */
  most: number
  finishing: boolean
}

const send = async (state: State, receiver: Receiver, told: Told, { chance, seconds }: Line, one: Sent): Promise<void> => {
  const address = await receiver.address()
  const known = one.tries === 0 ? null : await receiver.known(one.cargo.sha256)
  if (one.id === null && known !== null && known !== undefined) state.counts.committedUnacknowledged++
  one.tries++
  state.sending = one.cargo.sha256
  const answer = await post(address, one.cargo.bytes, chance() * seconds).catch((error: unknown) => { told.breach(String(error)); return null })
  state.sending = null
  const heard = !state.deaf
  state.deaf = false
  if (answer === null || !heard) {
    state.counts.lost++
    return
  }
  for (const says of differences(one, known, answer)) told.breach(says)
  one.id = answer.id
}

/** The same bytes may be sent however often: what stands already answers with its first id. */
const differences = (one: Sent, known: string | null | undefined, answer: Acknowledged): readonly string[] => {
  const first = one.id ?? known
  if (first === undefined) return []
  return [
    ...(answer.duplicate === (first !== null) ? [] : [`message ${one.number} was answered with duplicate ${String(answer.duplicate)}, and ${first === null ? 'was not there' : 'was there'}`]),
    ...(first === null || answer.id === first ? [] : [`message ${one.number} was answered with ${answer.id}, its first id is ${first}`])
  ]
}

const lookAt = async (receiver: Receiver, told: Told, open: readonly Sent[]): Promise<void> => {
  for (const one of open) {
    if (one.id === null || !await receiver.ended(one.id)) continue
    one.ended = true
    await told.ended(one)
  }
}
