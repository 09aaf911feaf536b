import t from 'tap'
import { conformProfile } from 'wco-cts/conformance'
import rule from '../index.ts'
import { cargo } from './made.ts'

conformProfile(t, rule, {
  folder: new URL('../', import.meta.url),
  settings: [
    { all: [{ field: '/goods/*/description', op: 'contains', value: ['banana'] }] },
    { any: [{ field: '/loading', op: 'equals', value: ['BRSSZ', 'COCTG'] }, { field: '/grossKilograms', op: 'greater', value: 30_000 }], score: 70 },
    { all: [{ some: '/goods', all: [{ field: '/description', op: 'contains', value: ['shoes'] }, { field: '/packages', op: 'less', value: 20 }] }] },
    { not: { field: '/discharge', op: 'equals', value: ['KEMBA'] } },
    { all: [{ field: '/facts/history/consignee/movements', op: 'less', value: 1 }] }
  ],
  refused: [{}, { all: [] }, { all: [{ field: '/goods/*/colour', op: 'present' }] }, { all: [{ field: '/mode', op: 'resembles', value: 'sea' }] }],
  cargo: [
    { consignment: cargo(), facts: { history: { consignee: { movements: 0 } } } },
    { consignment: cargo({ goods: [], discharge: 'TZDAR' }) },
    { consignment: cargo({ loading: 'COCTG', parties: [], equipment: [] }) }
  ]
})
