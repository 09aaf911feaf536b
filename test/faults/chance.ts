/** A number from 0 up to 1, by a seed: the same seed draws the same numbers. */
export type Chance = () => number

/** Mulberry32: small, quick, and the same everywhere. */
export const chanceOf = (seed: number): Chance => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** How long until the next of events that fall at any moment alike: on average `mean`, however long one has waited already. */
export const waitFor = (chance: Chance, mean: number): number => -Math.log(1 - chance()) * mean
