import { readdirSync, readFileSync } from 'node:fs'
import t from 'tap'
import { checkContainer, type Issue, type Read } from 'wco-cts'
import { gather } from '../../../../test/conformance/gather.ts'
import cuscar from '../index.ts'

const FOLDER = new URL('../../../../config/demo/samples/', import.meta.url)

t.test('the manifests of the demonstration are read with nothing wrong but what they are to show', async t => {
  const { formats: [format] } = await gather(cuscar)
  for (const file of readdirSync(FOLDER).filter(file => file.endsWith('.edi'))) {
    const bytes = readFileSync(new URL(file, FOLDER))
    const [reads, issues]: [Read[], Issue[]] = [[], []]
    const stream = async function * (): AsyncGenerator<Uint8Array> { yield bytes }
    if (format) for await (const read of format.parse(stream(), issue => issues.push(issue))) reads.push(read)
    const declared = reads.flatMap(read => 'declaration' in read ? [read.declaration] : [])
    const bills = declared.filter(({ number }) => number !== undefined)
    t.ok(bills.length >= 12 && bills.length <= 25, `${file} holds ${bills.length} bills`)
    t.same([...new Set(issues.map(({ code }) => code))], ['equipment-unreferenced'], `${file}: only its empties stand for themselves`)
    t.ok(declared.every(({ discharge, number }) => number === undefined || discharge === 'ZZDEM'), `${file} comes to Port Demo`)
    const numbers = declared.flatMap(({ equipment }) => equipment.map(({ number }) => number ?? ''))
    t.equal(new Set(numbers.filter(number => checkContainer(number) !== 'right')).size, file.startsWith('demo-star') ? 1 : 0, `${file}: wrong check digits`)
  }
})
