const BEATS = 0
const LENGTH = 1
const TURNS = 2
const WORDS = 12

/** What a thread does and that it still does it, in memory it shares with who watches: a thread that hangs cannot say so by a message. */
export class Pulse {
  readonly memory: SharedArrayBuffer
  readonly #numbers: Int32Array
  readonly #bytes: Uint8Array
  #last = ''
  constructor (memory = new SharedArrayBuffer(256)) {
    this.memory = memory
    this.#numbers = new Int32Array(memory, 0, 3)
    this.#bytes = new Uint8Array(memory, WORDS)
  }

  /** Says that the thread lives, and what it begins; nothing while it waits. */
  beat (doing: string): void {
    Atomics.add(this.#numbers, BEATS, 1)
    if (doing === this.#last) return
    this.#last = doing
    const { written } = new TextEncoder().encodeInto(doing, this.#bytes)
    Atomics.store(this.#numbers, LENGTH, written)
  }

  /** Says that the thread is not stuck in a loop: what it waits for may still be long in coming. */
  turn (): void { Atomics.add(this.#numbers, TURNS, 1) }

  get turns (): number { return Atomics.load(this.#numbers, TURNS) }

  get beats (): number { return Atomics.load(this.#numbers, BEATS) }

  get doing (): string { return new TextDecoder().decode(this.#bytes.slice(0, Atomics.load(this.#numbers, LENGTH))) }
}
