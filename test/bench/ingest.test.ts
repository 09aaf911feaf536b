import t from 'tap'
import { ingest } from './ingest.ts'

t.test('a small run finds what a plain reading of the manifest finds, and says what it took', { timeout: 120_000 }, async t => {
  const database = process.env['DATABASE_URL'] === undefined ? 'embedded' : 'postgresql'
  const said = await ingest(['--consignments', '300'])
  t.match(said, { bench: 'ingest', consignments: 300, database, state: 'accepted', consignmentsPerSecond: Number, peakRssMiB: Number, targets: 6 })
})
