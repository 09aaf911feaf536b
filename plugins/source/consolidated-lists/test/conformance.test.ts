import { fileURLToPath } from 'node:url'
import t from 'tap'
import { conformSource } from 'wco-cts/conformance'
import lists from '../index.ts'

conformSource(t, lists, {
  folder: new URL('../', import.meta.url),
  replaced: { administration: fileURLToPath(new URL('../../../../config/demo/', import.meta.url)) }
})
