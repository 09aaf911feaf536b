/** Something wrong with a configuration or a plugin, in words, with where it stands. */
export interface Fault { readonly at: string, readonly says: string }

/** All that keeps the server from starting, at once. */
export class Faults extends Error {
  readonly faults: readonly Fault[]
  constructor (faults: readonly Fault[]) {
    super(faults.map(({ at, says }) => `${at}: ${says}`).join('\n'))
    this.name = 'Faults'
    this.faults = faults
  }
}
