import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { ManifestFormat } from 'wco-cts'

/** How many documents a reader met in a long message, and how much its memory grew, in MiB, from the two-thousandth to one of the last, once what is no longer needed was collected. */
export const growthOver = async (format: ManifestFormat, many: () => AsyncIterable<Uint8Array>): Promise<{ readonly documents: number, readonly grown: number }> => {
  const collect = collector()
  let documents = 0
  let [early, late] = [0, 0]
  for await (const read of format.parse(many(), () => {})) {
    if (!('declaration' in read)) continue
    documents++
    if (documents % STRIDE !== 0) continue
    late = collect()
    if (documents === STRIDE) early = late
  }
  return { documents, grown: (late - early) / 1024 / 1024 }
}

const STRIDE = 2000

// Node gives its collector away only when asked by a flag; asked here, so that no test needs to be started differently.
const collector = (): () => number => {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect !== 'function') throw new Error('this Node has no collector to call')
  return () => {
    collect()
    const { heapUsed, external } = process.memoryUsage()
    return heapUsed + external
  }
}
