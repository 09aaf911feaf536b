import t from 'tap'
import type { Desk, TallyRow } from 'wco-cts'
import { conformReport } from 'wco-cts/conformance'
import { compose } from '../compose.ts'
import plugin from '../index.ts'

/** A desk that answers the one question this report asks; any other would be a fault of the test. */
const deskOf = (...rows: readonly TallyRow[]): Desk => ({ tally: async () => rows }) as unknown as Desk

const one = { sender: 'DEMOLINE', state: 'accepted', count: 3 }
const many = Array.from({ length: 60 }, (_, index) => ({ sender: `LINE${index}`, state: index % 2 === 0 ? 'accepted' : 'rejected', count: index + 1 }))

// All that every report must do: compose from nothing, one and many, of blocks that can be drawn as page, PDF and CSV, with a text for each.
conformReport(t, plugin, { folder: new URL('../', import.meta.url), params: { until: '2026-11-30' }, desks: { nothing: deskOf(), one: deskOf(one), many: deskOf(...many) } })

t.test('a sender stands in one row, whatever became of its messages', async t => {
  const { blocks } = await compose(deskOf(one, { sender: 'DEMOLINE', state: 'accepted-with-faults', count: 1 }), { until: '2026-11-30', days: 7 })
  t.match(blocks.at(-1), { type: 'table', rows: [[{ value: 'DEMOLINE' }, { value: 4 }, { value: 1 }, { value: 0.25 }]] })
})
