import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { valueAt, type Declaration, type Issue, type Report } from 'wco-cts'
import { cargoXml } from '../format.ts'
import corpus from './corpus.json' with { type: 'json' }

/** Real messages that others published; names, addresses and free text are compared by their SHA-256. */
const samples = process.env['CTS_SAMPLES']
const skip = samples === undefined || !existsSync(join(samples, 'cargo-xml')) ? 'CTS_SAMPLES names no folder of samples' : false
const format = cargoXml({ fallbackCharset: 'windows-1252' })

const read = async (file: string): Promise<{ readonly reports: Report[], readonly declarations: Declaration[], readonly issues: Issue[] }> => {
  const bytes = readFileSync(join(samples ?? '', file))
  const [reports, declarations, issues]: [Report[], Declaration[], Issue[]] = [[], [], []]
  for await (const met of format.parse((async function * () { yield bytes })(), issue => { issues.push(issue) })) {
    if ('declaration' in met) declarations.push(met.declaration)
    if ('report' in met) reports.push(met.report)
  }
  return { reports, declarations, issues }
}

const sha256 = (value: unknown): string => createHash('sha256').update(typeof value === 'string' ? value : '').digest('hex')
const filesIn = (folder: string): readonly string[] => readdirSync(join(samples ?? '', folder)).map(file => `${folder}/${file}`)
const headOf = (file: string) => ({ bytes: readFileSync(join(samples ?? '', file)).subarray(0, 4096) })

t.test('every Cargo-XML message of the samples is recognized and gives its declarations, and what is wrong with it is said', { skip }, async t => {
  t.strictSame([...filesIn('cargo-xml')].sort(), Object.keys(corpus.files).sort())
  for (const [file, { kind, declarations, issues }] of Object.entries(corpus.files)) {
    const reading = await read(file)
    t.equal(format.recognize(headOf(file)), 0.95, file)
    t.strictSame(reading.reports.map(report => report.kind), [kind], file)
    t.equal(reading.declarations.length, declarations, file)
    t.strictSame(reading.issues.map(({ code }) => code), issues, file)
  }
})

t.test('declarations of the samples hold what their messages say, value by value', { skip }, async t => {
  for (const { file, nth, expect, hashed } of corpus.declarations) {
    const declaration = (await read(file)).declarations[nth]
    for (const [pointer, value] of Object.entries(expect)) t.same(valueAt(declaration, pointer) ?? null, value, `${file} ${nth} ${pointer}`)
    for (const [pointer, hash] of Object.entries(hashed)) t.equal(sha256(valueAt(declaration, pointer)), hash, `${file} ${nth} ${pointer}`)
  }
})

t.test('nothing that a sample says below its headers is lost: it is in a field or with the rest', { skip }, async t => {
  for (const file of filesIn('cargo-xml')) {
    const { declarations } = await read(file)
    const kept = JSON.stringify(declarations).toUpperCase()
    const said = readFileSync(join(samples ?? '', file), 'utf8').split(/<\/\w+:MessageHeaderDocument>/)[1] ?? ''
    // A number or a date may be written otherwise, and a Customs note has its scheme parted off.
    for (const [, text = ''] of said.matchAll(/>([^<>]*[^<>\s][^<>]*)</g)) {
      const plain = JSON.stringify(text.replace(/\s+/g, ' ').trim().replaceAll('&amp;', '&')).slice(1, -1).toUpperCase()
      t.ok(kept.includes(plain) || kept.includes(plain.slice(0, 10)) || kept.includes(plain.replace(/^(\d{3})(\d{8})$/, '$1-$2')), `${file}: ${plain}`)
    }
  }
})

t.test('no sample of another format is taken for Cargo-XML', { skip }, async t => {
  const folders = readdirSync(samples ?? '', { withFileTypes: true }).filter(entry => entry.isDirectory() && entry.name !== 'cargo-xml')
  for (const file of folders.flatMap(({ name }) => filesIn(name))) t.equal(format.recognize(headOf(file)), 0, file)
})
