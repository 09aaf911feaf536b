import { fileURLToPath } from 'node:url'
import t from 'tap'
import { conformSource } from 'wco-cts/conformance'
import plugin from '../index.ts'
import { carriersIn } from '../source.ts'

const folder = fileURLToPath(new URL('./', import.meta.url))
const file = 'carriers.csv'

// All that every source must do: load twice to the same list, keep its entries to their schema, bound a load, have a text for each issue.
conformSource(t, plugin, { folder: new URL('../', import.meta.url), options: { file }, replaced: { administration: folder } })

t.test('what cannot be read is said with its line, and the rest is taken', async t => {
  const issues: unknown[] = []
  const codes: unknown[] = []
  for await (const entry of carriersIn({ folder, file, least: 1 }).load(({ code, at }) => { issues.push([code, at?.line]) })) codes.push('code' in entry ? entry.code : '')
  t.same(codes, ['DEMO', 'TERN', 'MARE'])
  t.same(issues, [['code-repeated', 4], ['row-unread', 5], ['date-invalid', 6]])
})

t.test('without a file there is nothing to load', async t => {
  t.equal(await carriersIn({ folder, file: 'none.csv', least: 1 }).version(), null)
})
