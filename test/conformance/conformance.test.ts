import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import t from 'tap'

const run = fileURLToPath(new URL('./broken/run.ts', import.meta.url))

interface Ran { readonly passed: boolean, readonly failures: string }

const kitOn = async (toy: string): Promise<Ran> => {
  const { TAP: _, ...env } = process.env
  const ran = await promisify(execFile)(process.execPath, ['--import=tsx', run, toy], { env, maxBuffer: 1e8 })
    .then(({ stdout }) => ({ passed: true, stdout }), (error: { stdout: string }) => ({ passed: false, stdout: error.stdout }))
  return { passed: ran.passed, failures: ran.stdout.split('\n').filter(line => /^\s*not ok/.test(line)).join('\n') }
}

t.test('a sound plugin passes the kit', async t => {
  for (const toy of ['sound format', 'sound step']) {
    const { passed, failures } = await kitOn(toy)
    t.equal(failures, '', toy)
    t.ok(passed, toy)
  }
})

const BROKEN: Readonly<Record<string, RegExp>> = {
  'reads chunk by chunk': /reads the same however the bytes are cut/,
  'recognizes everything': /none\.letter\.txt is not/,
  'throws at what it does not know': /comes to the end of any bytes without a throw/,
  'points outside the message': /every place lies in the message/,
  'raises an issue without a text': /every issue has a text/,
  'looks at the clock': /reads the same on another day/,
  'never lets go': /memory grew by/,
  'leads where it did not say': /leads from examined to closed/,
  'asks for a permission nobody has': /asks for a permission of its card/,
  'says what has no text': /its effect can be kept and read/,
  'throws a fault at odd input': /takes no harm from any input/
}

for (const [toy, caught] of Object.entries(BROKEN)) {
  t.test(`a plugin that ${toy} is caught by the kit`, async t => {
    const { passed, failures } = await kitOn(toy)
    t.notOk(passed)
    t.match(failures, caught)
  })
}
