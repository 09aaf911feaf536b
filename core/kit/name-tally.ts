/** Counts how much of an asked name was met in each of many names, to take those in which it was enough. */
export interface Tally {
  /** Adds to every number of a list; one not yet met is only taken in where the word `opens`. */
  count (list: readonly number[], added: number, opens: boolean): void
  /** The numbers that came to `enough`, at most the best `most`, and begins anew. */
  take (enough: number, most: number): readonly number[]
}

/** An empty tally. Sums lie in one array by number, for lists are long and a map of them would be what a search spends its time on. */
export const tally = (): Tally => {
  let sums = new Float64Array(1024)
  let touched: number[] = []

  return {
    count (list, added, opens) {
      for (const number of list) {
        if (number >= sums.length) sums = longer(sums, number)
        const before = sums[number] ?? 0
        if (before === 0) {
          if (!opens) continue
          touched.push(number)
        }
        sums[number] = before + added
      }
    },
    take (enough, most) {
      const chosen = touched.filter(number => (sums[number] ?? 0) >= enough)
      const best = chosen.length > most ? chosen.sort((a, b) => (sums[b] ?? 0) - (sums[a] ?? 0)).slice(0, most) : chosen
      for (const number of touched) sums[number] = 0
      touched = []
      return best
    }
  }
}

const longer = (sums: Float64Array, number: number): Float64Array<ArrayBuffer> => {
  const made = new Float64Array(Math.max(number + 1, sums.length * 2))
  made.set(sums)
  return made
}
