import t from 'tap'
import type { ManifestFormat } from 'wco-cts'
import { conformFormat, conformStep, madeTarget } from 'wco-cts/conformance'
import { parse, toyFormat, toyStep } from './plugins.ts'

// Runs the kit on one toy plugin, named on the command line.
const folder = new URL('toy/', import.meta.url)
const format = (replaced: Partial<ManifestFormat>, more: { readonly many?: () => AsyncIterable<Uint8Array> } = {}) =>
  conformFormat(t, toyFormat(replaced), { cases: new URL('cases/', folder), ...more })
const step = (replaced: Parameters<typeof toyStep>[0]) =>
  conformStep(t, toyStep(replaced), { folder, accepted: [{ target: madeTarget('examined'), input: {}, to: 'closed' }], refused: [] })

const many = async function * (): AsyncIterable<Uint8Array> {
  for (let turn = 0; turn < 10_500; turn++) yield Buffer.from(`DOC N${turn}\n`)
}
const hoard: Buffer[] = []

const runs: Readonly<Record<string, () => Promise<unknown>>> = {
  'sound format': async () => format({}, { many }),
  'reads chunk by chunk': async () => format({
    parse: async function * (bytes, issue) {
      for await (const chunk of bytes) yield * parse((async function * () { yield chunk })(), issue)
    }
  }),
  'recognizes everything': async () => format({ recognize: () => 1 }),
  'throws at what it does not know': async () => format({
    parse: (bytes, issue) => parse(bytes, found => {
      if (found.at?.line !== 4 || found.at.length !== 3) throw new Error('what is this?')
      issue(found)
    })
  }),
  'points outside the message': async () => format({ parse: (bytes, issue) => parse(bytes, found => { issue({ ...found, at: { line: 9, offset: 9999 } }) }) }),
  'raises an issue without a text': async () => format({ parse: (bytes, issue) => parse(bytes, found => { issue({ ...found, code: 'no-such-text' }) }) }),
  'looks at the clock': async () => format({
    parse: async function * (bytes, issue) {
      for await (const read of parse(bytes, issue)) yield 'declaration' in read ? { declaration: { ...read.declaration, issued: String(Math.floor(Date.now() / 1e10)) } } : read
    }
  }),
  'never lets go': async () => format({
    parse: async function * (bytes, issue) {
      for await (const read of parse(bytes, issue)) {
        hoard.push(Buffer.alloc(4096))
        yield read
      }
    }
  }, { many }),
  'sound step': async () => step({}),
  'leads where it did not say': async () => step({ take: async () => ({ to: 'dismissed' }) }),
  'asks for a permission nobody has': async () => step({ permission: 'targets.other' }),
  'says what has no text': async () => step({ take: async () => ({ to: 'closed', says: { key: 'nothing' } }) }),
  'throws a fault at odd input': async () => step({ take: async (_, input) => ({ to: JSON.stringify(input) === '{}' ? 'closed' : String(Reflect.get(Object(input), 'a').b) }) })
}

await runs[process.argv[2] ?? '']?.()
