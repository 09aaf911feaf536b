import { ingest } from './ingest.ts'

// `npm run bench -- ingest [--consignments N]`: prints what it does, and a line of JSON last.
const benches: Readonly<Record<string, (args: readonly string[]) => Promise<object>>> = { ingest }

const [name = '', ...args] = process.argv.slice(2)
const bench = Object.hasOwn(benches, name) ? benches[name] : undefined
if (bench === undefined) {
  console.error(`which bench? ${Object.keys(benches).join(', ')}`)
  process.exit(2)
}
console.log(JSON.stringify(await bench(args)))
process.exit(0)
