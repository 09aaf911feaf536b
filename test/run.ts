import { join, resolve } from 'node:path'
import { HOUSE } from '../core/host/house.ts'
import { runTests, testFiles } from '../core/cli/test-files.ts'

// `npm test`: every test but those that want a browser. `npm test -- FILE …`: only some. `npm run test:browser`: those.
const named = process.argv.slice(2).filter(argument => !argument.startsWith('--'))
const browser = join(HOUSE, 'test/browser')
const files = named.length > 0
  ? (await Promise.all(named.map(name => name.endsWith('.ts') ? [resolve(name)] : testFiles(resolve(name))))).flat()
  : [...await testFiles(join(HOUSE, 'test'), [browser]), ...await testFiles(join(HOUSE, 'plugins'))]
process.exitCode = await runTests(files, HOUSE)
