import { Worker, type Transferable } from 'node:worker_threads'

/** What Node must be started with, in a process of ours, to read TypeScript. */
export const withTypes: readonly string[] = ['--import', import.meta.resolve('tsx')]

/** Starts a thread on a TypeScript module; `data` is what it finds as `workerData.data`. */
export const startThread = (entry: URL, data: unknown, more: { readonly transfer?: readonly Transferable[], readonly heapMegabytes?: number } = {}): Worker =>
  new Worker(new URL('./thread.js', import.meta.url), {
    workerData: { entry: entry.href, data },
    execArgv: [],
    transferList: [...(more.transfer ?? [])],
    ...(more.heapMegabytes === undefined ? {} : { resourceLimits: { maxOldGenerationSizeMb: more.heapMegabytes } })
  })
