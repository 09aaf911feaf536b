import t from 'tap'
import type { Consignment } from 'wco-cts'
import { conformProfile } from 'wco-cts/conformance'
import plugin from '../index.ts'
import { shortDescriptions } from '../type.ts'

/** A consignment of goods described like this. */
const cargo = (...descriptions: readonly string[]): Consignment => ({
  id: '7b0e8a52-0000-4000-8000-000000000001',
  mode: 'sea',
  document: { kind: 'bill', number: 'DEMO2611001' },
  conveyance: { stops: [] },
  goods: descriptions.map((description, index) => ({ line: index + 1, description, commodity: [], dangerous: [], equipment: [] })),
  transhipments: [], parties: [], equipment: [], handling: [], references: [], customs: [], notes: [], senders: [], reports: []
})

// All that every type of profile must do: find the same twice, point at what is there, have a text for it, and say why.
conformProfile(t, plugin, {
  folder: new URL('../', import.meta.url),
  settings: [{ letters: 5, score: 20 }, { letters: 3, score: 60 }],
  cargo: [{ consignment: cargo('GOODS', 'CERAMIC TILES', 'FAK') }, { consignment: cargo('CERAMIC TILES') }, { consignment: cargo() }]
})

t.test('letters of any script count, figures and signs do not', async t => {
  const matched = (description: string): boolean => shortDescriptions.explain({ profile: '', version: 1, settings: { letters: 3, score: 20 } }, cargo(description), {}).matched
  t.ok(matched('20 FAK 2026/11'))
  t.notOk(matched('ЧАЙНИКИ'))
})
