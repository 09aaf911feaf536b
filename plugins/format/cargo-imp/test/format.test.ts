import { readdirSync, readFileSync } from 'node:fs'
import t from 'tap'
import { valueAt, type Declaration, type Issue, type Read } from 'wco-cts'
import { cargoImp } from '../format.ts'

const cases = new URL('../cases/', import.meta.url)

const parse = async (message: string | Uint8Array): Promise<{ readonly reads: Read[], readonly declarations: Declaration[], readonly issues: Issue[] }> => {
  const bytes = typeof message === 'string' ? Buffer.from(message) : message
  const reads: Read[] = []
  const issues: Issue[] = []
  for await (const read of cargoImp.parse((async function * () { yield bytes })(), issue => { issues.push(issue) })) reads.push(read)
  return { reads, declarations: reads.flatMap(read => 'declaration' in read ? [read.declaration] : []), issues }
}

const sure = (message: string): number => cargoImp.recognize({ bytes: Buffer.from(message) })

t.test('a message is recognized by its first meaningful line, or in the Type B envelope before it', async t => {
  t.equal(sure('FFM/8\r\n1/ZD418/01DEC/FRA\r\n'), 0.95)
  t.equal(sure('\uFEFF\n\n  fwb/16\n'), 0.95)
  t.equal(sure('FHL/4 MBI/909-12345675SINZZA/T1K1 HBS/A'), 0.95)
  t.equal(sure('\u0001QU ZZACUZZ\r\n.FRAFMZD 010203\r\n\u0002FHL/5\r\n'), 0.9)
  t.equal(sure('=PRIORITY\nQK\n=SMI\nFFM\n=TEXT\nFFM/8\n'), 0.9)
})

t.test('what is no cargo declaration is left to others', async t => {
  for (const message of ['', 'FFM', 'FFM/', 'FFM/8X\n', 'FSU/15\nFFM/8\n', 'FNA\nACK/NO\nFWB/16\n', 'QK ZZACUZZ\n.FRAFMZD 010203\nFSU/15\n', 'UNB+UNOA:1+A+B+', 'HELLO\nFFM/8\n']) t.equal(sure(message), 0, JSON.stringify(message))
})

const leaves = (value: unknown, at = ''): readonly string[] =>
  typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${at}/${key}`)) : [at]

t.test('every value of every case has its place', async t => {
  for (const name of readdirSync(cases)) {
    for (const { positions, ...declared } of (await parse(readFileSync(new URL(`${name}/message.txt`, cases)))).declarations) {
      const placeless = leaves(declared).filter(at => !(at in positions) && !(at.slice(0, at.lastIndexOf('/')) in positions))
      t.same(placeless, [], name)
    }
  }
})

/** Values that stand in the message as they are read, but for case and typography. */
const verbatim = /^\/(?:origin|destination|loading|discharge|parent|totals\/\w+|handling\/\d+|goods\/\d+\/(?:commodity\/\d+|packages|mass|volume|origin|value)|equipment\/\d+\/(?:number|type|supplier|seals\/\d+\/number)|parties\/\d+\/(?:city|region|postcode|country|contacts\/\d+\/value)|conveyance\/(?:journey|date|identifier|carrier|stops\/\d+\/(?:place|timeDeclared))|customs\/\d+\/text|references\/\d+\/value)$/

t.test('the place of a value holds the value', async t => {
  for (const name of readdirSync(cases)) {
    const bytes = readFileSync(new URL(`${name}/message.txt`, cases))
    for (const declaration of (await parse(bytes)).declarations) {
      for (const [pointer, { offset = 0, length = 0 }] of Object.entries(declaration.positions).filter(([pointer]) => verbatim.test(pointer))) {
        const there = bytes.subarray(offset, offset + length).toString('latin1').replace(/\s+/g, ' ').toUpperCase()
        const value = String(valueAt(declaration, pointer)).toUpperCase()
        t.equal(pointer === '/parent' ? there.replace(/^(\d{3})[- ]?/, '$1-') : value.includes('@') ? value : there, value, `${name} ${pointer}`)
      }
    }
  }
})

t.test('an air waybill keeps its number whether a hyphen, a blank or nothing parts it', async t => {
  for (const written of ['909-42601613', '909 42601613', '90942601613']) {
    const { declarations: [declaration] } = await parse(`FWB/16\n${written}FRAZZA/T1K1\n`)
    t.equal(declaration?.number, '909-42601613')
  }
})

t.test('parts of a manifest come as they come, each with its place in the series', async t => {
  const part = (number: number, end: string): string => `FFM/8\n${number}/ZD1/01DEC/FRA\nZZA\n909-4100001${number}FRAZZA/T1K1/BOOKS\n${end}\n`
  const { reads, issues } = await parse(part(2, 'LAST') + part(1, 'CONT'))
  t.match(reads.filter(read => 'report' in read), [{ report: { part: { series: 'ZD1/01DEC/FRA', number: 2, last: true } } }, { report: { part: { series: 'ZD1/01DEC/FRA', number: 1, last: false } } }])
  t.same(issues, [])
})

t.test('a split air waybill is added up only when all parts of its manifest are there', async t => {
  const line = (number: number, pieces: number, end: string): string => `FFM/8\n${number}/ZD1/01DEC/FRA\nZZA\n909-41000010FRAZZA/S${pieces}K1T9/BOOKS\n${end}\n`
  t.same((await parse(line(2, 4, 'LAST'))).issues, [])
  t.same((await parse(line(2, 4, 'LAST') + line(1, 5, 'CONT'))).issues, [])
  t.match((await parse(line(1, 4, 'CONT') + line(2, 4, 'LAST'))).issues, [{ code: 'total-mismatch', params: { number: '909-41000010', pieces: 8, total: 9 } }])
})

t.test('the message an FMA or FNA answers is not declared again', async t => {
  const { declarations, issues } = await parse('FNA\nACK/NO\nFWB/16\n909-41000010FRAZZA/T1K1\nFHL/5\nMBI/909-41000010FRAZZA/T1K1\nHBS/H1/FRAZZA/1/K1//BOOKS\n')
  t.strictSame(declarations.map(({ number }) => number), ['H1'])
  t.strictSame(issues.map(({ code }) => code), ['message-not-read'])
})

t.test('a name may hold a slant and a line a tab', async t => {
  const { declarations: [declaration] } = await parse('FHL/5\nMBI/909-41000010FRAZZA/T1K1\n\tHBS/H1/FRAZZA/1/K1//BOOKS/MAPS\nSHP\nNAM/NORD A/S\nADR/C/O DOCK 3\nLOC/AARHUS\n/DK\n')
  t.match(declaration, { goods: [{ description: 'BOOKS/MAPS' }], parties: [{ name: 'NORD A/S', address: 'C/O DOCK 3', city: 'AARHUS', country: 'DK' }] })
})

t.test('a hostile message ends in time: continuations, parties and slants without end', async t => {
  const started = performance.now()
  for (const line of ['/X\n', 'SHP/A\n', 'OCI//ULD/N/1\n', 'NAM/A\nmore\n', 'OSI/A\nB C\n', '/'.repeat(60)]) await parse(`FWB/16\n909-41000010FRAZZA/T1K1\nSHP\n${line.repeat(12_000)}`)
  await parse(`FWB/16 909-41000010FRAZZA/T1K1 ${'SHP /A '.repeat(20_000)}`)
  await parse(`FWB/16\n${'9'.repeat(200_000)}`)
  t.ok(performance.now() - started < 20_000)
})

t.test('what stands behind the last line a message may have is not read, and it is said once', async t => {
  const { issues } = await parse(`FWB/16\n909-41000010FRAZZA/T1K1\n${'OSI/A\n'.repeat(50_100)}`)
  t.match(issues.filter(({ severity }) => severity === 'error'), [{ code: 'message-too-long', params: { most: 50_000 } }])
})
