import * as fc from 'fast-check'
import t from 'tap'
import { transactionSets, x12Segments, type X12Fault, type X12Options, type X12Segment } from 'wco-cts'

const bytesOf = (text: string): Uint8Array => Buffer.from(text, 'latin1')

async function * inPieces (bytes: Uint8Array, ends: readonly number[]): AsyncGenerator<Uint8Array> {
  let from = 0
  for (const end of [...ends, bytes.length]) {
    yield bytes.subarray(from, end)
    from = Math.max(from, end)
  }
}

interface Heard { readonly segments: X12Segment[], readonly faults: X12Fault[] }

const read = async (bytes: Uint8Array | string, options: X12Options = {}, ends: readonly number[] = []): Promise<Heard> => {
  const all = typeof bytes === 'string' ? bytesOf(bytes) : bytes
  const heard: Heard = { segments: [], faults: [] }
  for await (const segment of x12Segments(inPieces(all, ends), fault => heard.faults.push(fault), options)) heard.segments.push(segment)
  return heard
}

const codes = ({ faults }: Heard): string[] => faults.map(({ code }) => code)
const lines = ({ segments }: Heard): string[] => segments.map(({ tag, elements }) => [tag, ...elements].join('*'))

const ISA = 'ISA*00*          *00*          *ZZ*DEMOLINE       *ZZ*CUSTOMS        *261103*0815*U*00401*000000001*0*T*>'
const short = ISA.replaceAll(/ +/g, '')

/** Every sort of interchange that has its own rule. Each is also read cut at every byte. */
const SHAPES: Readonly<Record<string, string | Uint8Array>> = {
  plain: `${ISA}~GS*SO*A*B~ST*309*1~SE*2*1~GE*1*1~IEA*1*1~`,
  'a segment a line': `${ISA}~\r\nGS*SO*A*B~\r\nST*309*1~\r\nIEA*1*1~\r\n`,
  'lines for terminators': `${ISA}\nGS*SO*A*B\nN1*CN*A~B\nIEA*1*1\n`,
  'lines of two characters for terminators': `${ISA}\r\nGS*SO*A*B\r\nIEA*1*1`,
  'lines of an old machine': `${ISA}\rGS*SO*A*B\rIEA*1*1\r`,
  'no padding': `${short}~GS*SO*A*B~IEA*1*1~`,
  'other delimiters': `${ISA.replaceAll('*', '|')}'\nGS|SO|A*~B'N1|CN|X'IEA|1|1'`,
  'delimiters that are controls': `${ISA.replaceAll('*', '\u001d')}\u001cGS\u001dSO\u001cIEA\u001d1\u001c`,
  'two interchanges': `${ISA}~IEA*0*1~\r\n${ISA.replaceAll('*', '|')}\nIEA|0|2\n`,
  'two interchanges without an end between': `${ISA}~GS*SO*A*B~${ISA.replaceAll('*', '|')}~GS|SO|A|B~IEA|1|1~`,
  'cut and another behind': `${ISA}~GS*SO*A*B~N10**COTTON TOW\r\n${ISA.replaceAll('*', '|')}\nIEA|0|2\n`,
  wrapped: `${ISA.slice(0, 80)}\r\n${ISA.slice(80)}~GS*SO*A*B~N1*CN*BAHARI TRA\r\nDERS~IEA*1*1~`,
  indented: `${ISA}~\n  GS*SO*A*B~\n\t\tST*309*1~\n`,
  empties: `${ISA}~~GS*SO~~~IEA*1*1~`,
  'mail around it': `Dear Sirs,\nhere it is. ISA and all.\n${ISA}~IEA*0*1~\n-- \nRegards`,
  'no interchange': 'ST*309*0001~M10*DEMO*O~SE*3*0001~',
  'no interchange, by lines': 'GS*SO*A*B\nST*309*0001\nN1*CN*A~B\nSE*2*0001\n',
  'no interchange, after a letter': 'From: me\n\nST|309|0001~SE|2|0001~',
  'an ISA that lost an element': `${ISA.replace('*U', 'U')}~GS*SO*A*B~IEA*1*1~`,
  'cut short': `${ISA}~GS*SO*A*B~N1*CN*BAHA`,
  'cut in its head': ISA.slice(0, 60),
  'a mark of UTF-8': Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(`${ISA}~\r\nN1*CN*Müller~IEA*0*1~`)]),
  'windows-1252': `${ISA}~N1*CN*M\xfcLLER~N1*CN*S\xd6HNE~IEA*0*1~`,
  'UTF-16': Buffer.from(`\ufeff${ISA}~\r\nN1*CN*Córdoba~IEA*0*1~`, 'utf16le'),
  'control characters': `${ISA}~N1*CN*AC\x00ME\x07~IEA*0*1~\x1a\x00\x00`,
  'nothing at all': '',
  'not X12': "UNA:+.? '\r\nUNB+UNOA:2+A+B'UNZ+0+1'"
}

t.test('segments come with tag, elements, line, offset, length and number', async t => {
  const text = `${ISA}~\r\n\r\n  N1*CN**92*A:B>C~\r\nIEA*1*1~`
  const { segments: [, second], faults } = await read(text)
  t.same(second, { tag: 'N1', elements: ['CN', '', '92', 'A:B>C'], line: 3, offset: text.indexOf('N1*'), length: 15, ordinal: 2 })
  t.same(faults, [])
})

t.test('the place of a segment in UTF-16 is its place in the file as received', async t => {
  const bytes = Buffer.from(`\ufeff${ISA}~\r\nST*309*1~`, 'utf16le')
  const { segments: [, st] } = await read(bytes)
  t.equal(bytes.subarray(st?.offset, (st?.offset ?? 0) + (st?.length ?? 0)).toString('utf16le'), 'ST*309*1')
  t.equal(st?.line, 2)
})

t.test('each sort of interchange gives its segments and says what was wrong with it', async t => {
  const shapes: Record<string, { segments: string[], faults: string[] }> = {}
  for (const [name, bytes] of Object.entries(SHAPES)) {
    const heard = await read(bytes)
    shapes[name] = { segments: lines(heard).map(line => line.startsWith('ISA') ? 'ISA' : line), faults: codes(heard) }
  }
  t.same(shapes['plain'], { segments: ['ISA', 'GS*SO*A*B', 'ST*309*1', 'SE*2*1', 'GE*1*1', 'IEA*1*1'], faults: [] })
  t.same(shapes['a segment a line'], { segments: ['ISA', 'GS*SO*A*B', 'ST*309*1', 'IEA*1*1'], faults: [] })
  t.same(shapes['lines for terminators'], { segments: ['ISA', 'GS*SO*A*B', 'N1*CN*A~B', 'IEA*1*1'], faults: [] })
  t.same(shapes['lines of two characters for terminators'], { segments: ['ISA', 'GS*SO*A*B', 'IEA*1*1'], faults: [] })
  t.same(shapes['lines of an old machine'], { segments: ['ISA', 'GS*SO*A*B', 'IEA*1*1'], faults: [] })
  t.same(shapes['no padding'], { segments: ['ISA', 'GS*SO*A*B', 'IEA*1*1'], faults: [] })
  t.same(shapes['other delimiters'], { segments: ['ISA', 'GS*SO*A*~B', 'N1*CN*X', 'IEA*1*1'], faults: [] })
  t.same(shapes['delimiters that are controls'], { segments: ['ISA', 'GS*SO', 'IEA*1'], faults: [] })
  t.same(shapes['two interchanges'], { segments: ['ISA', 'IEA*0*1', 'ISA', 'IEA*0*2'], faults: [] })
  t.same(shapes['two interchanges without an end between'], { segments: ['ISA', 'GS*SO*A*B', 'ISA', 'GS*SO*A*B', 'IEA*1*1'], faults: [] })
  t.same(shapes['cut and another behind'], { segments: ['ISA', 'GS*SO*A*B', 'N10**COTTON TOW', 'ISA', 'IEA*0*2'], faults: ['syntax-terminator-missing'] })
  t.same(shapes['wrapped'], { segments: ['ISA', 'GS*SO*A*B', 'N1*CN*BAHARI TRADERS', 'IEA*1*1'], faults: ['text-wrapped'] })
  t.same(shapes['indented'], { segments: ['ISA', 'GS*SO*A*B', 'ST*309*1'], faults: [] })
  t.same(shapes['empties'], { segments: ['ISA', 'GS*SO', 'IEA*1*1'], faults: ['syntax-empty-segment'] })
  t.same(shapes['mail around it'], { segments: ['ISA', 'IEA*0*1'], faults: ['syntax-outside', 'syntax-outside'] })
  t.same(shapes['no interchange'], { segments: ['ST*309*0001', 'M10*DEMO*O', 'SE*3*0001'], faults: [] })
  t.same(shapes['no interchange, by lines'], { segments: ['GS*SO*A*B', 'ST*309*0001', 'N1*CN*A~B', 'SE*2*0001'], faults: [] })
  t.same(shapes['no interchange, after a letter'], { segments: ['ST*309*0001', 'SE*2*0001'], faults: ['syntax-outside'] })
  t.same(shapes['an ISA that lost an element'], { segments: ['ISA', 'GS*SO*A*B', 'IEA*1*1'], faults: ['syntax-delimiters'] })
  t.same(shapes['cut short'], { segments: ['ISA', 'GS*SO*A*B', 'N1*CN*BAHA'], faults: ['syntax-terminator-missing'] })
  t.same(shapes['cut in its head'], { segments: ['ISA'], faults: ['syntax-delimiters', 'syntax-terminator-missing'] })
  t.same(shapes['a mark of UTF-8'], { segments: ['ISA', 'N1*CN*Müller', 'IEA*0*1'], faults: [] })
  t.same(shapes['windows-1252'], { segments: ['ISA', 'N1*CN*MüLLER', 'N1*CN*SÖHNE', 'IEA*0*1'], faults: ['encoding-fallback'] })
  t.same(shapes['UTF-16'], { segments: ['ISA', 'N1*CN*Córdoba', 'IEA*0*1'], faults: [] })
  t.same(shapes['control characters'], { segments: ['ISA', 'N1*CN*ACME', 'IEA*0*1'], faults: ['syntax-control'] })
  t.same(shapes['nothing at all'], { segments: [], faults: [] })
  t.same(shapes['not X12'], { segments: [], faults: ['syntax-outside'] })
})

t.test('a segment that the file ends in, or another interchange begins in, is marked, for its last value may not be whole', async t => {
  t.equal((await read(SHAPES['cut short'] ?? '')).segments.at(-1)?.cut, true)
  t.equal((await read(SHAPES['cut and another behind'] ?? '')).segments[2]?.cut, true)
})

t.test('lines are counted whether they end in a line feed, a carriage return or both', async t => {
  for (const end of ['\n', '\r', '\r\n']) {
    const { segments } = await read(`${ISA}~${end}GS*SO~${end}${end}IEA*1*1~${end}`)
    t.same(segments.map(({ line }) => line), [1, 2, 4], JSON.stringify(end))
  }
})

t.test('however an interchange is cut, it gives the same segments and the same faults', async t => {
  for (const [name, shape] of Object.entries(SHAPES)) {
    const bytes = typeof shape === 'string' ? bytesOf(shape) : shape
    const whole = await read(bytes)
    t.same(await read(bytes, { block: 1 }), whole, `${name}, byte by byte`)
    for (let at = 0; at <= bytes.length; at += 1) {
      const halves = await read(bytes, { block: Math.max(1, at) }, [at])
      if (JSON.stringify(halves) !== JSON.stringify(whole)) t.same(halves, whole, `${name}, cut at ${at}`)
    }
  }
})

t.test('any characters in any pieces give the same segments and the same faults', async t => {
  const piece = fc.constantFrom('~', '*', '|', '\r\n', '\r', '\n', '\t', ' ', ISA, `${ISA}~`, `${short}\n`, 'ISA*00*', 'GS*SO*', 'ST*309*1', 'IEA*1*1', 'N1', 'N10**', 'ä', '\xef\xbb\xbf', 'o', '\x00', 'ISA')
  const limits = { segment: 40, elements: 5 }
  await fc.assert(fc.asyncProperty(fc.array(piece, { maxLength: 60 }), fc.integer({ min: 1, max: 50 }), async (pieces, block) => {
    const bytes = bytesOf(pieces.join(''))
    const whole = await read(bytes, limits)
    t.strictSame(await read(bytes, { ...limits, block }), whole)
  }), { numRuns: 500 })
  t.pass('the law holds')
})

t.test('any bytes are read to the end without a throw, and every place lies in the file', async t => {
  await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.constantFrom('', `${ISA}~`, `${ISA}\n`, '\ufeff'), async (bytes, head) => {
    const all = Buffer.concat([Buffer.from(head), bytes])
    const { segments, faults } = await read(all, { segment: 50, block: 7 })
    const inside = (at: { readonly offset: number, readonly length: number }): boolean => at.offset >= 0 && at.length >= 0 && at.offset + at.length <= all.length
    return segments.every(inside) && faults.every(({ at }) => inside(at))
  }), { numRuns: 500 })
  t.pass('no throw')
})

t.test('what stands between the places of two segments is delimiters and blanks', async t => {
  for (const name of ['plain', 'a segment a line', 'indented', 'no padding', 'two interchanges'] as const) {
    const text = String(SHAPES[name])
    let from = 0
    for (const { offset, length } of (await read(text)).segments) {
      t.match(text.slice(from, offset), /^[~\s]*$/, name)
      from = offset + length
    }
  }
})

t.test('a segment longer than the limit is cut, said, and the next one is read', async t => {
  const heard = await read(`${ISA}~N10**${'X'.repeat(30_000)}~\nN1*CN~IEA*1*1~`, { segment: 1_000 })
  t.same(heard.segments.map(({ tag }) => tag), ['ISA', 'N10', 'N1', 'IEA'])
  t.same(codes(heard), ['syntax-too-long'])
  t.equal(heard.segments[1]?.length, 1_000)
  t.equal(heard.segments[1]?.cut, true)
})

t.test('elements beyond the limit are left out and said', async t => {
  const heard = await read(`${ISA}~N1*1*2*3*4*5*6~IEA*1*1~`, { elements: 16 })
  t.same(codes(heard), [])
  const less = await read('GS*SO*A~N1*1*2*3*4*5*6~', { elements: 4 })
  t.same(lines(less), ['GS*SO*A', 'N1*1*2*3*4'])
  t.same(codes(less), ['syntax-too-many-elements'])
})

t.test('a hundred megabytes without a terminator are passed over in flat memory', async t => {
  async function * endless (): AsyncGenerator<Uint8Array> {
    yield bytesOf(`${ISA}~N10**`)
    const block = Buffer.alloc(1_048_576, 0x58)
    for (let i = 0; i < 100; i += 1) yield block
    yield bytesOf('~\nIEA*0*1~')
  }
  const before = process.memoryUsage().rss
  const tags: string[] = []
  for await (const { tag } of x12Segments(endless(), () => {})) tags.push(tag)
  t.same(tags, ['ISA', 'N10', 'IEA'])
  t.ok(process.memoryUsage().rss - before < 100e6, 'memory stays flat')
})

t.test('the head of a file tells which transaction sets it holds', async t => {
  t.same(transactionSets(bytesOf(`${ISA}~GS*SO*A*B~ST*997*1~SE*2*1~ST*309*2~M10*DE`)), ['997', '309'])
  t.same(transactionSets(bytesOf('\r\n ST*310*0001~B3**1~')), ['310'])
  t.same(transactionSets(bytesOf(`${ISA}~`)), [])
  t.same(transactionSets(bytesOf(`${ISA}~GS*SO*A*B~ST*3`)), [])
  t.equal(transactionSets(bytesOf('FFM/8\nISAAC')), null)
  t.equal(transactionSets(bytesOf('')), null)
  t.equal(transactionSets(bytesOf(`${'x'.repeat(2000)}\n${ISA}~`)), null)
})
