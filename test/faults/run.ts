import { parseArgs } from 'node:util'
import { faults } from './faults.ts'

// `npm run test:faults [-- --kills 200 --consignments 10000 --seed N]`: prints what happens, and a line of JSON last; a breach ends it with 1.
const { values } = parseArgs({ options: { kills: { type: 'string', default: '200' }, consignments: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } } })
const began = Date.now()
const said = (line: string): void => { console.log(`${String(Math.round((Date.now() - began) / 1000)).padStart(5)} s  ${line}`) }

if ((process.env['DATABASE_URL'] ?? '') === '') console.log('DATABASE_URL names no PostgreSQL: this runs on the embedded database, which is checked at the end only')
const outcome = await faults({ kills: Number(values.kills), consignments: Number(values.consignments), seed: Number(values.seed) }, said)
console.log(JSON.stringify(outcome))
process.exit(outcome.breaches.length === 0 ? 0 : 1)
