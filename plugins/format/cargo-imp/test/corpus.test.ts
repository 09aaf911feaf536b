import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { valueAt, type Declaration, type Issue } from 'wco-cts'
import { cargoImp } from '../format.ts'
import corpus from './corpus.json' with { type: 'json' }

/** Real messages that others published; names, addresses and free text are compared by their SHA-256. */
const samples = process.env['CTS_SAMPLES']
const skip = samples === undefined || !existsSync(join(samples, 'ffm')) ? 'CTS_SAMPLES names no folder of samples' : false

const read = async (file: string): Promise<{ readonly declarations: Declaration[], readonly issues: Issue[] }> => {
  const bytes = readFileSync(join(samples ?? '', file))
  const declarations: Declaration[] = []
  const issues: Issue[] = []
  for await (const met of cargoImp.parse((async function * () { yield bytes })(), issue => { issues.push(issue) })) {
    if ('declaration' in met) declarations.push(met.declaration)
  }
  return { declarations, issues }
}

const sha256 = (value: unknown): string => createHash('sha256').update(typeof value === 'string' ? value : '').digest('hex')

const filesIn = (folder: string): readonly string[] => readdirSync(join(samples ?? '', folder)).map(file => `${folder}/${file}`)

t.test('every FFM, FWB and FHL of the samples is recognized and gives all its declarations', { skip }, async t => {
  t.strictSame(['ffm', 'fwb', 'fhl'].flatMap(filesIn).sort(), Object.keys(corpus.files).sort())
  for (const [file, count] of Object.entries(corpus.files)) {
    t.equal(cargoImp.recognize({ bytes: readFileSync(join(samples ?? '', file)).subarray(0, 4096) }), 0.95, file)
    const { declarations, issues } = await read(file)
    t.equal(declarations.length, count, file)
    t.same(issues.filter(({ severity }) => severity === 'error'), [], `${file} has no error`)
  }
})

t.test('declarations of the samples hold what their messages say, value by value', { skip }, async t => {
  for (const { file, nth, expect, hashed } of corpus.declarations) {
    const declaration = (await read(file)).declarations[nth]
    for (const [pointer, value] of Object.entries(expect)) t.same(valueAt(declaration, pointer) ?? null, value, `${file} ${nth} ${pointer}`)
    for (const [pointer, hash] of Object.entries(hashed)) t.equal(sha256(valueAt(declaration, pointer)), hash, `${file} ${nth} ${pointer}`)
  }
})

t.test('status messages and answers are noted and never read as cargo', { skip }, async t => {
  for (const file of ['fsu', 'response-cargo-imp'].flatMap(filesIn)) {
    const { declarations, issues } = await read(file)
    t.same(declarations, [], file)
    t.not(issues.length, 0, file)
  }
})

t.test('no sample of another format is taken for Cargo-IMP', { skip }, async t => {
  const folders = readdirSync(samples ?? '', { withFileTypes: true }).filter(entry => entry.isDirectory() && !['ffm', 'fwb', 'fhl'].includes(entry.name))
  for (const file of folders.flatMap(({ name }) => filesIn(name))) t.equal(cargoImp.recognize({ bytes: readFileSync(join(samples ?? '', file)).subarray(0, 4096) }), 0, file)
})
