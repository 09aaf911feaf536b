import t from 'tap'
import { conformFormat } from 'wco-cts/conformance'
import plugin from '../index.ts'
import { parse } from '../parse.ts'

// All that every format must do: its cases to the letter, whatever way the bytes are cut, and any bytes at all without a throw.
conformFormat(t, plugin, { cases: new URL('../cases/', import.meta.url) })

// Then what only this format does. A fault met in the field becomes a case first, and is mended then.
t.test('a manifest that breaks off gives the bills it has, and says that it broke off', async t => {
  const codes: string[] = []
  const reads: string[] = []
  const message = (async function * () { yield Buffer.from('HDR|1|DEMOLINE\nBOL|DEMO2611001|CNSHA') })()
  for await (const read of parse(message, ({ code }) => { codes.push(code) })) reads.push(...Object.keys(read))
  t.same(reads, ['report', 'declaration'])
  t.same(codes, ['message-truncated'])
})
