import * as fc from 'fast-check'
import t from 'tap'
import { delimitedRecords, delimitedRows, type Layout, type Row, type RowIssue } from '../../../core/kit/delimited.ts'

const chunks = async function * (text: string, ...cuts: number[]): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text)
  let from = 0
  for (const cut of [...cuts, bytes.length]) {
    yield bytes.subarray(from, cut)
    from = cut
  }
}

const read = async (bytes: AsyncIterable<Uint8Array>, layout?: Layout): Promise<{ rows: Row[], issues: RowIssue[] }> => {
  const rows: Row[] = []
  const issues: RowIssue[] = []
  for await (const row of delimitedRows(bytes, issue => { issues.push(issue) }, layout)) rows.push(row)
  return { rows, issues }
}

t.test('rows come with the line they begin on, quoted cells over several lines', async t => {
  const { rows, issues } = await read(chunks('a,b,c\r\n1,"x\r\ny, ""z""",3\n\n4,,\n'))
  t.same(rows, [
    { line: 1, cells: ['a', 'b', 'c'] },
    { line: 2, cells: ['1', 'x\r\ny, "z"', '3'] },
    { line: 5, cells: ['4', '', ''] }
  ])
  t.same(issues, [])
})

t.test('a quote closes where the next one stands; one that never does costs its own line and no other', async t => {
  const { rows, issues } = await read(chunks('1,2\n3,"open\n5,6\n7,"shut"\n'))
  t.same(rows.map(({ cells }) => cells), [['1', '2'], ['3', 'open\n5,6\n7,shut"']], 'a later quote closes it, as RFC 4180 has it')
  t.same(issues, [])
  const lost = await read(chunks('1,2\n3,"open\n5,6\n7,8\n'))
  t.same(lost.rows, [{ line: 1, cells: ['1', '2'] }, { line: 2, cells: ['3', '"open'] }, { line: 3, cells: ['5', '6'] }, { line: 4, cells: ['7', '8'] }])
  t.same(lost.issues, [{ code: 'row-quote-open', severity: 'warning', at: { line: 2 } }])
})

t.test('a quote open for more than a hundred lines is taken for a stray one', async t => {
  const { rows, issues } = await read(chunks(`3,"open\n${'1,2\n'.repeat(300)}`))
  t.equal(rows.length, 301)
  t.equal(issues.length, 1)
})

t.test('characters behind a closing quote and quotes inside a cell stay', async t => {
  const { rows } = await read(chunks('"bad"x,7\n7,x"y,z\n'))
  t.same(rows.map(({ cells }) => cells), [['badx', '7'], ['7', 'x"y', 'z']])
})

t.test('a table may be parted by semicolons and be in another encoding', async t => {
  const bytes = async function * (): AsyncGenerator<Uint8Array> { yield Buffer.from('Köln;1', 'latin1') }
  t.same((await read(bytes(), { delimiter: ';', encoding: 'windows-1252' })).rows, [{ line: 1, cells: ['Köln', '1'] }])
})

t.test('records are named by the heading; a row of another length is an issue', async t => {
  const issues: RowIssue[] = []
  const rows = []
  for await (const row of delimitedRecords(chunks('\ufeffcode, name \nA,x\nB\nC,y,z\n'), issue => { issues.push(issue) })) rows.push(row)
  t.same(rows, [{ line: 2, cells: { code: 'A', name: 'x' } }, { line: 3, cells: { code: 'B' } }, { line: 4, cells: { code: 'C', name: 'y' } }])
  t.same(issues.map(({ code, params }) => [code, params]), [['row-length', { expected: 2, found: 1 }], ['row-length', { expected: 2, found: 3 }]])
})

t.test('a line without end is given in pieces, and said', async t => {
  const endless = async function * (): AsyncGenerator<Uint8Array> { for (let i = 0; i < 40; i++) yield Buffer.alloc(65_536, 0x41) }
  const { rows, issues } = await read(endless())
  t.ok(rows.length > 1)
  t.equal(rows.map(({ cells }) => cells.join('')).join('').length, 40 * 65_536)
  t.ok(issues.every(({ code }) => code === 'row-too-long'))
})

t.test('however the bytes are cut, the rows are the same', async () => {
  const text = fc.array(fc.constantFrom('a', ',', '"', '\r', '\n', 'é', '漢', ' '), { maxLength: 40 }).map(parts => parts.join(''))
  await fc.assert(fc.asyncProperty(text, fc.array(fc.nat(60), { maxLength: 5 }), async (content, cuts) => {
    const ordered = cuts.map(cut => Math.min(cut, Buffer.byteLength(content))).sort((a, b) => a - b)
    const [whole, cut] = [await read(chunks(content)), await read(chunks(content, ...ordered))]
    return JSON.stringify(whole) === JSON.stringify(cut)
  }))
})

t.test('what is written as RFC 4180 says comes back', async () => {
  const cell = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', 'é', ' ') })
  await fc.assert(fc.asyncProperty(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 5 }), async table => {
    const text = table.map(row => row.map(value => `"${value.replaceAll('"', '""')}"`).join(',')).join('\r\n')
    const { rows, issues } = await read(chunks(text))
    return issues.length === 0 && JSON.stringify(rows.map(({ cells }) => cells)) === JSON.stringify(table)
  }))
})
