import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { ManifestFormat } from 'wco-cts'

/** How much a reader's memory grew, in MiB, between a fifth of a long message and its end, once what is no longer needed was collected; and how many documents it held. */
export const growthOver = async (format: ManifestFormat, many: () => AsyncIterable<Uint8Array>): Promise<{ readonly documents: number, readonly grown: number }> => {
  const collect = collector()
  const count = await each(format, many(), () => {})
  const early = Math.floor(count / 5)
  let atFifth = 0
  let atEnd = 0
  await each(format, many(), documents => {
    if (documents === early) atFifth = collect()
    if (documents === count) atEnd = collect()
  })
  return { documents: count, grown: (atEnd - atFifth) / 1024 / 1024 }
}

const each = async (format: ManifestFormat, bytes: AsyncIterable<Uint8Array>, met: (documents: number) => void): Promise<number> => {
  let documents = 0
  for await (const read of format.parse(bytes, () => {})) {
    if ('declaration' in read) met(++documents)
  }
  return documents
}

// Node gives its collector away only when asked by a flag; asked here, so that no test needs to be started differently.
const collector = (): () => number => {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect !== 'function') throw new Error('this Node has no collector to call')
  return () => {
    collect()
    return process.memoryUsage().heapUsed
  }
}
