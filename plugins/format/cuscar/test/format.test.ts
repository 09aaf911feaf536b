import t from 'tap'
import { conformFormat } from 'wco-cts/conformance'
import { cuscarMessage } from '../../../../test/bench/cuscar-generator.ts'
import cuscar from '../index.ts'

conformFormat(t, cuscar, {
  cases: new URL('../cases/', import.meta.url),
  many: () => cuscarMessage({ consignments: 10_000, seed: 3, reference: 'MANY' })
})
