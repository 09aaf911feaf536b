import * as fc from 'fast-check'
import t from 'tap'
import { byteAt, linesOf, type TextLine } from '../../../core/kit/lines.ts'

async function * cutAt (bytes: Uint8Array, cuts: readonly number[]): AsyncGenerator<Uint8Array> {
  let from = 0
  for (const to of [...cuts].sort((a, b) => a - b)) {
    yield bytes.subarray(from, to)
    from = to
  }
  yield bytes.subarray(from)
}

const read = async (bytes: Uint8Array, cuts: readonly number[] = [], longest?: number): Promise<TextLine[]> => {
  const lines: TextLine[] = []
  for await (const line of linesOf(cutAt(bytes, cuts), longest === undefined ? {} : { longest })) lines.push(line)
  return lines
}

t.test('CRLF, LF and CR each end a line, and a line end at the end opens none', async t => {
  const lines = await read(Buffer.from('A\r\nBC\nD\rE\n'))
  t.strictSame(lines.map(({ text, number, offset, length }) => [text, number, offset, length]), [['A', 1, 0, 1], ['BC', 2, 3, 2], ['D', 3, 6, 1], ['E', 4, 8, 1]])
})

t.test('an empty line is a line, and a last one needs no line end', async t => {
  t.strictSame((await read(Buffer.from('A\r\n\r\nB'))).map(({ text }) => text), ['A', '', 'B'])
  t.strictSame(await read(Buffer.from('')), [])
})

t.test('a byte order mark is no part of the first line', async t => {
  const [line] = await read(Buffer.from('\uFEFFFFM/8\r\n'))
  t.match(line, { text: 'FFM/8', offset: 3, length: 5, number: 1 })
})

t.test('typographic dashes, blanks and quotes become plain ones, and it is said', async t => {
  const [line] = await read(Buffer.from('A\u2013B\u00A0C \u2019D\u201D'))
  t.equal(line?.text, 'A-B C \'D"')
  t.strictSame(line?.faults, ['text-repaired'])
})

t.test('bytes that are not UTF-8 are read as windows-1252, and it is said', async t => {
  const [line] = await read(Buffer.from([0x43, 0x41, 0x46, 0xC9, 0x20, 0x80, 0x96]))
  t.equal(line?.text, 'CAFÉ €-')
  t.strictSame(line?.faults, ['encoding-fallback', 'text-repaired'])
  t.equal(line && byteAt(line, 5), 5)
})

t.test('a character behind wide ones is found at its byte', async t => {
  const bytes = Buffer.from('X\nÉ–😀Z')
  const [, line] = await read(bytes)
  if (!line) return t.fail('there is no second line')
  t.equal(bytes[byteAt(line, line.text.indexOf('Z'))], 'Z'.charCodeAt(0))
  t.equal(byteAt(line, line.text.length), bytes.length)
})

t.test('a line over the limit comes in pieces with one number, and no character is parted', async t => {
  const lines = await read(Buffer.from(`${'A'.repeat(15)}É${'B'.repeat(20)}\nC`), [], 16)
  t.strictSame(lines.map(({ text, number, faults }) => [text, number, faults.length]), [['A'.repeat(15), 1, 1], [`É${'B'.repeat(14)}`, 1, 1], ['BBBBBB', 1, 1], ['C', 2, 0]])
  t.strictSame(lines.map(({ offset }) => offset), [0, 15, 31, 38])
})

t.test('the lines are the same however the bytes are cut, and hold every byte but the line ends', async t => {
  const byte = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(0x0D, 0x0A, 0x41, 0x2F) }, { weight: 2, arbitrary: fc.integer({ min: 0, max: 255 }) })
  await fc.assert(fc.asyncProperty(fc.array(byte, { maxLength: 90 }), fc.array(fc.nat(90)), fc.constantFrom(16, 65_536), async (given, cuts, longest) => {
    const bytes = Uint8Array.from(given)
    const whole = await read(bytes, [], longest)
    t.strictSame(await read(bytes, cuts.map(cut => Math.min(cut, bytes.length)), longest), whole)
    const ends = given.filter(byte => byte === 0x0D || byte === 0x0A).length
    const mark = given[0] === 0xEF && given[1] === 0xBB && given[2] === 0xBF ? 3 : 0
    t.equal(whole.reduce((sum, { length }) => sum + length, 0), given.length - ends - mark)
  }))
})
