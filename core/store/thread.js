// A thread reads TypeScript only when it says so itself: what the main thread was started with does not reach it.
import { workerData } from 'node:worker_threads'
import { register } from 'tsx/esm/api'

register()
await import(workerData.entry)
