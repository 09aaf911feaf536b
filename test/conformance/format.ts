import * as fc from 'fast-check'
import { readdirSync, readFileSync } from 'node:fs'
import type { Test } from 'tap'
import type { ManifestFormat, Plugin } from 'wco-cts'
import { inPieces, whole } from './bytes.ts'
import { conformCard } from './card.ts'
import { casesIn, type Case } from './cases.ts'
import { gather } from './gather.ts'
import { growthOver } from './memory.ts'
import { readAll, wrongIn } from './reading.ts'
import { anyBytes, cutsOf, ruined } from './ruin.ts'
import { textsOf } from './texts.ts'

interface Given {
  /** The `cases/` of the plugin; its folder is the one above. */
  readonly cases: URL
  readonly options?: object
  /** A message of 10,000 documents, made as it is read: memory must stay flat over it. */
  readonly many?: () => AsyncIterable<Uint8Array>
}

interface Scene { readonly format: ManifestFormat, readonly cases: readonly Case[], readonly given: Given, readonly plugin: Plugin }

/** A format reads its own cases to the letter, knows them from all others, and comes to the end of any bytes however they are cut or ruined. */
export const conformFormat = (t: Test, plugin: Plugin, given: Given) => {
  // Every cut of every case takes its time, more so on a machine that does other things.
  t.setTimeout(PATIENCE)
  return t.test(`${plugin.id} conforms as a manifest format`, async t => {
    await conformCard(t, plugin, { folder: new URL('../', given.cases), options: given.options ?? {} })
    const { formats } = await gather(plugin, given.options)
    const cases = casesIn(given.cases)
    t.not(cases.length, 0, 'it has cases')
    t.not(formats.length, 0, 'it adds a format')
    for (const format of formats) {
      const scene = { format, cases, given, plugin }
      await readsItsCases(t, scene)
      await recognizes(t, scene)
      await isTheSameHoweverCut(t, scene)
      await survives(t, scene)
      await looksAtNoClock(t, scene)
      if (given.many !== undefined) await staysFlat(t, format, given.many)
    }
  })
}

const PATIENCE = 300_000

const readsItsCases = (t: Test, { format, cases, given, plugin }: Scene) =>
  t.test(`${format.id} reads its cases to the letter`, async t => {
    const texts = await textsOf(plugin, new URL('../', given.cases))
    for (const { name, bytes, declarations, issues } of cases) {
      const reading = await readAll(format, whole(bytes))
      t.strictSame(reading.reads, declarations, `${name}: what it declares`)
      t.strictSame(reading.issues, issues, `${name}: what is wrong with it`)
      t.same(wrongIn(reading, bytes), [], `${name}: every shape is the contract’s, every place lies in the message`)
      t.same(reading.issues.filter(({ code }) => !texts.has(`issues.${code}`)).map(({ code }) => code), [], `${name}: every issue has a text`)
    }
  })

const HEAD = 4096

const recognizes = (t: Test, { format, cases }: Scene) =>
  t.test(`${format.id} recognizes its own and nothing else`, async t => {
    for (const { name, bytes } of cases) t.ok(format.recognize({ bytes: bytes.subarray(0, HEAD) }) > 0.5, `${name} is its own, by its bytes alone`)
    const samples = new URL('../samples/', import.meta.url)
    for (const file of readdirSync(samples).filter(file => file.split('.')[0] !== format.id)) {
      const sure = format.recognize({ bytes: readFileSync(new URL(file, samples)).subarray(0, HEAD), name: file })
      t.ok(sure <= 0.5, `${file} is not`)
    }
    fc.assert(fc.property(anyBytes, bytes => {
      const sure = format.recognize({ bytes })
      return sure >= 0 && sure <= 1
    }), { numRuns: 300 })
  })

const isTheSameHoweverCut = (t: Test, { format, cases }: Scene) =>
  t.test(`${format.id} reads the same however the bytes are cut`, async t => {
    for (const { name, bytes } of cases) {
      const asOne = JSON.stringify(await readAll(format, whole(bytes)))
      t.equal(JSON.stringify(await readAll(format, inPieces(bytes, [1]))), asOne, `${name}, byte by byte`)
      await fc.assert(fc.asyncProperty(fc.array(fc.nat({ max: 200 }), { minLength: 1, maxLength: 20 }), async sizes =>
        JSON.stringify(await readAll(format, inPieces(bytes, sizes))) === asOne), { numRuns: 30 })
    }
  })

const survives = (t: Test, { format, cases }: Scene) =>
  t.test(`${format.id} comes to the end of any bytes without a throw`, async t => {
    const sound = async (bytes: Uint8Array): Promise<readonly string[]> => wrongIn(await readAll(format, whole(bytes), 5000), bytes)
    for (const { name, bytes } of cases) {
      const wrong: string[] = []
      for (const cut of cutsOf(bytes.length)) wrong.push(...(await sound(bytes.subarray(0, cut))).map(wrong => `cut at ${cut}: ${wrong}`))
      t.same(wrong.slice(0, 5), [], `${name}, cut short`)
      await fc.assert(fc.asyncProperty(ruined(bytes), async bytes => (await sound(bytes)).length === 0), { numRuns: 50 })
    }
    await fc.assert(fc.asyncProperty(anyBytes, async bytes => (await sound(bytes)).length === 0), { numRuns: 200 })
  })

const looksAtNoClock = (t: Test, { format, cases }: Scene) =>
  t.test(`${format.id} reads the same on another day`, async t => {
    const [first] = cases
    if (first === undefined) return
    const today = JSON.stringify(await readAll(format, whole(first.bytes)))
    const { now } = Date
    try {
      Date.now = () => 4_102_444_800_000
      t.equal(JSON.stringify(await readAll(format, whole(first.bytes))), today)
    } finally {
      Date.now = now
    }
  })

const staysFlat = (t: Test, format: ManifestFormat, many: NonNullable<Given['many']>) =>
  t.test(`${format.id} holds no more memory at the end of a long message`, async t => {
    const { documents, grown } = await growthOver(format, many)
    t.ok(documents >= 10_000, `${documents} documents were read`)
    t.ok(grown < 16, `memory grew by ${grown.toFixed(1)} MiB`)
  })
