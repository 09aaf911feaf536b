import { tmpdir } from 'node:os'
import t from 'tap'
import { conformSource } from 'wco-cts/conformance'
import places from '../index.ts'

conformSource(t, places, { folder: new URL('../', import.meta.url), replaced: { administration: tmpdir() } })
