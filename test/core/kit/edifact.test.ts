import * as fc from 'fast-check'
import t from 'tap'
import { messageTypes, segments, type EdifactFault, type EdifactOptions, type Segment } from 'wco-cts'

const bytesOf = (text: string): Uint8Array => Buffer.from(text, 'latin1')

async function * inPieces (bytes: Uint8Array, ends: readonly number[]): AsyncGenerator<Uint8Array> {
  let from = 0
  for (const end of [...ends, bytes.length]) {
    yield bytes.subarray(from, end)
    from = Math.max(from, end)
  }
}

interface Heard { readonly segments: Segment[], readonly faults: EdifactFault[] }

const read = async (bytes: Uint8Array | string, options: EdifactOptions = {}, ends: readonly number[] = []): Promise<Heard> => {
  const all = typeof bytes === 'string' ? bytesOf(bytes) : bytes
  const heard: Heard = { segments: [], faults: [] }
  for await (const segment of segments(inPieces(all, ends), fault => heard.faults.push(fault), options)) heard.segments.push(segment)
  return heard
}

const codes = ({ faults }: Heard): string[] => faults.map(({ code }) => code)
const lines = ({ segments }: Heard): string[] => segments.map(({ tag, elements }) => [tag, ...elements.map(parts => parts.join(':'))].join('+'))

/** Every sort of interchange that has its own rule. Each is also read cut at every byte. */
const SHAPES: Readonly<Record<string, string | Uint8Array>> = {
  plain: "UNB+UNOA:2+A:ZZ+B+261201:1000+77'UNH+1+CUSCAR:D:95B:UN'BGM+85+X1+9'UNT+3+1'UNZ+1+77'",
  advised: "UNA;*.! ~UNB*UNOA;2*A*B~UNH*1*CUSCAR;D~NAD*CN**TWO!~!*!;X~UNZ*1*77~",
  'two interchanges': "UNA;*.! ~\r\nUNB*UNOA;2*A*B~\r\nUNZ*0*1~\r\nUNB+UNOA:2+A+B'\r\nUNZ+0+2'\r\n",
  'a new advice in the middle': "UNB+UNOA:2+A+B'UNH+1+X'UNA:+,? 'UNB+UNOA:2+C+D'UNZ+0+2'",
  wrapped: "UNB+UNOA:2+A+B'FTX+AAA+++MACHI\r\nNERY PARTS ?\r\n'N?\n'T'NA\r\nD+CN'UNZ+0+1'",
  tabs: "UNB+UNOA:2+A+B'\r\n\t\tRFF+BM:1'\t \r\n\tUNZ+0+1'\r\n\r\n",
  apostrophes: "UNB+UNOA:2+A+B'NAD+CN+++SEAN O'NEILL''S SONS+1 ST JOHN'S RD'\nFTX+AAA+++5''PIPES'UNZ+0+1'",
  releases: "UNB+UNOA:2+A+B'FTX+A??+B???'C????'FTX+X?+Y?:Z'UNZ+0+1'",
  empties: "UNB+UNOA:2+A+B'''NAD+CN''UNZ+0+1'",
  'lines for terminators': 'UNB+UNOA:1+A+B\r\nUNH+1+CUSCAR:D\r\nFTX+AAA+++ONE\r\nUNZ+1+1\r\n',
  'advice of another terminator': "UNA:+.? ~UNB+UNOA:1+A+B'UNH+1+CUSCAR:D'UNZ+1+1'",
  'level B': 'UNB\x1dUNOB\x1f1\x1dA\x1dB\x1cUNH\x1d1\x1dCUSCAR\x1fD\x1cUNZ\x1d0\x1d1\x1c',
  'lost advice': 'UNB|UNOA^1|A|B~UNH|1|CUSCAR^D~BGM|85~UNZ|1|1~',
  'no envelope': "UNH+1+CUSCAR:D'BGM+85+X'",
  'mail around it': "Dear Sirs,\nhere it is.\nUNB+UNOA:2+A+B'UNZ+0+1'\n-- \nRegards",
  'cut short': "UNB+UNOA:2+A+B'UNH+1+CUSCAR:D'EQD+CN+MSCU12",
  'version 4': "UNA:+.?*'UNB+UNOC:4+A+B'RFF+BM:1*BM:2*MB:3+X'UNZ+0+1'",
  'version 3 with a star': "UNA:+.?*'UNB+UNOC:3+A+B'RFF+BM:1*BM:2'UNZ+0+1'",
  nested: "UNB+UNOA:2+A+B'EQD:1:2+CN'UNZ+0+1'",
  'a mark of UTF-8': Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from("UNB+UNOA:2+Müller+B'\r\nUNZ+0+1'\r\n")]),
  'Latin 1 in level A': "UNB+UNOA:2+A+B'NAD+CN+++M\xfcLLER & S\xd6HNE'UNZ+0+1'",
  'UTF-16 with mark': Buffer.from("\ufeffUNB+UNOY:4+Córdoba+B'\r\nUNH+1+CUSCAR:D'\r\nUNZ+1+1'", 'utf16le'),
  'UTF-16 from the other end': Buffer.from("\ufeffUNB+UNOY:4+Córdoba+B'UNZ+1+1'", 'utf16le').swap16(),
  'UTF-16 without mark': Buffer.from("UNB+UNOC:3+Ñ+B'UNZ+1+1'", 'utf16le'),
  'control characters': "UNB+UNOA:2+A+B'NAD+CN+++AC\x00ME\x07'UNZ+0+1'\x1a\x00\x00",
  'nothing at all': '',
  'not EDIFACT': 'FFM/8\n1/XX123/01DEC/ZZAIR\n'
}

t.test('segments come with tag, elements, line, offset, length and number', async t => {
  const text = "UNA:+.? '\r\nUNB+UNOA:2+A:ZZ+B'\r\n\r\nNAD+CN++ONE:TWO'\r\nUNZ+0+1'"
  const { segments: [, second], faults } = await read(text)
  t.same(second, { tag: 'NAD', elements: [['CN'], [''], ['ONE', 'TWO']], line: 4, offset: text.indexOf('NAD'), length: 15, ordinal: 2 })
  t.same(faults, [])
})

t.test('the place of a segment in UTF-16 is its place in the file as received', async t => {
  const bytes = Buffer.from("\ufeffUNB+UNOY:4+A+B'\r\nBGM+85'", 'utf16le')
  const { segments } = await read(bytes)
  const bgm = segments.find(({ tag }) => tag === 'BGM')
  t.equal(bytes.subarray(bgm?.offset, (bgm?.offset ?? 0) + (bgm?.length ?? 0)).toString('utf16le'), 'BGM+85')
  t.equal(bgm?.line, 2)
})

t.test('each sort of interchange gives its segments and says what was wrong with it', async t => {
  const shapes: Record<string, { segments: string[], faults: string[] }> = {}
  for (const [name, bytes] of Object.entries(SHAPES)) {
    const heard = await read(bytes)
    shapes[name] = { segments: lines(heard), faults: codes(heard) }
  }
  t.same(shapes['advised']?.segments.at(-2), 'NAD+CN++TWO~*;X')
  t.same(shapes['two interchanges'], { segments: ['UNB+UNOA:2+A+B', 'UNZ+0+1', 'UNB+UNOA:2+A+B', 'UNZ+0+2'], faults: [] })
  t.same(shapes['a new advice in the middle']?.segments, ['UNB+UNOA:2+A+B', 'UNH+1+X', 'UNB+UNOA:2+C+D', 'UNZ+0+2'])
  t.same(shapes['wrapped'], { segments: ['UNB+UNOA:2+A+B', "FTX+AAA+++MACHINERY PARTS 'N'T", 'NAD+CN', 'UNZ+0+1'], faults: ['text-wrapped'] })
  t.same(shapes['tabs'], { segments: ['UNB+UNOA:2+A+B', 'RFF+BM:1', 'UNZ+0+1'], faults: [] })
  t.same(shapes['apostrophes']?.segments.slice(1, 3), ["NAD+CN+++SEAN O'NEILL''S SONS+1 ST JOHN'S RD", "FTX+AAA+++5''PIPES"])
  t.same(shapes['apostrophes']?.faults, ['text-repaired', 'text-repaired'])
  t.same(shapes['releases']?.segments.slice(1, 3), ["FTX+A?+B?'C??", 'FTX+X+Y:Z'])
  t.same(shapes['empties'], { segments: ['UNB+UNOA:2+A+B', 'NAD+CN', 'UNZ+0+1'], faults: ['syntax-empty-segment'] })
  t.same(shapes['lines for terminators'], { segments: ['UNB+UNOA:1+A+B', 'UNH+1+CUSCAR:D', 'FTX+AAA+++ONE', 'UNZ+1+1'], faults: ['syntax-terminator'] })
  t.same(shapes['advice of another terminator']?.faults, ['syntax-terminator'])
  t.same(shapes['level B']?.segments, ['UNB+UNOB:1+A+B', 'UNH+1+CUSCAR:D', 'UNZ+0+1'])
  t.same(shapes['lost advice']?.segments, ['UNB+UNOA:1+A+B', 'UNH+1+CUSCAR:D', 'BGM+85', 'UNZ+1+1'])
  t.same(shapes['no envelope'], { segments: ['UNH+1+CUSCAR:D', 'BGM+85+X'], faults: [] })
  t.same(shapes['mail around it'], { segments: ['UNB+UNOA:2+A+B', 'UNZ+0+1'], faults: ['syntax-outside', 'syntax-outside'] })
  t.same(shapes['cut short']?.faults, ['syntax-terminator-missing'])
  t.same(shapes['version 3 with a star']?.segments[1], 'RFF+BM:1*BM:2')
  t.same(shapes['nested']?.segments[1], 'EQD+CN')
  t.same(shapes['a mark of UTF-8'], { segments: ['UNB+UNOA:2+Müller+B', 'UNZ+0+1'], faults: [] })
  t.same(shapes['Latin 1 in level A'], { segments: ['UNB+UNOA:2+A+B', 'NAD+CN+++MüLLER & SÖHNE', 'UNZ+0+1'], faults: ['encoding-fallback'] })
  t.same(shapes['UTF-16 with mark']?.segments[0], 'UNB+UNOY:4+Córdoba+B')
  t.same(shapes['UTF-16 from the other end']?.segments[0], 'UNB+UNOY:4+Córdoba+B')
  t.same(shapes['UTF-16 without mark']?.segments[0], 'UNB+UNOC:3+Ñ+B')
  t.same(shapes['control characters'], { segments: ['UNB+UNOA:2+A+B', 'NAD+CN+++ACME', 'UNZ+0+1'], faults: ['syntax-control'] })
  t.same(shapes['nothing at all'], { segments: [], faults: [] })
  t.same(shapes['not EDIFACT'], { segments: [], faults: ['syntax-outside'] })
})

t.test('what is repeated in an element of syntax version 4 is kept beside its first value', async t => {
  const { segments } = await read(SHAPES['version 4'] ?? '')
  t.same(segments[1]?.elements, [['BM', '1'], ['X']])
  t.same([...segments[1]?.repeated ?? []], [[0, [['BM', '2'], ['MB', '3']]]])
})

t.test('a segment that the file ends in is marked, for its last value may not be whole', async t => {
  const { segments } = await read(SHAPES['cut short'] ?? '')
  t.equal(segments.at(-1)?.cut, true)
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
  const piece = fc.constantFrom("'", '+', ':', '?', '\r\n', '\n', '\t', ' ', 'UNA:+.? \'', 'UNB+UNOC:3+A+B', 'UNZ+1+1', 'NAD', 'FTX+AAA', 'UNH+1+X', 'ä', '\xef\xbb\xbf', 'o', '*', '\x00')
  const limits = { segment: 40, components: 5 }
  await fc.assert(fc.asyncProperty(fc.array(piece, { maxLength: 60 }), fc.integer({ min: 1, max: 50 }), async (pieces, block) => {
    const bytes = bytesOf(pieces.join(''))
    const whole = await read(bytes, limits)
    t.strictSame(await read(bytes, { ...limits, block }), whole)
  }), { numRuns: 300 })
  t.pass('the law holds')
})

t.test('any bytes are read to the end without a throw', async t => {
  await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.constantFrom('', "UNB+UNOC:3+A+B'", '\ufeff'), async (bytes, head) => {
    await read(Buffer.concat([Buffer.from(head), bytes]), { segment: 50, block: 7 })
  }), { numRuns: 500 })
  t.pass('no throw')
})

t.test('a segment longer than the limit is cut, said, and the next one is read', async t => {
  const text = `UNB+UNOA:2+A+B'FTX+AAA+++${'X'.repeat(30_000)}'\nNAD+CN'UNZ+0+1'`
  const heard = await read(text, { segment: 1_000 })
  t.same(heard.segments.map(({ tag }) => tag), ['UNB', 'FTX', 'NAD', 'UNZ'])
  t.same(codes(heard), ['syntax-too-long'])
  t.equal(heard.segments[1]?.length, 1_000)
  t.equal(heard.segments[1]?.cut, true)
})

t.test('components beyond the limit are left out and said', async t => {
  const heard = await read("UNB+UNOA:2+A+B'NAD+1+2:3:4+5+6'FTX+?'1+2:3:4+5+6'UNZ+0+1'", { components: 4 })
  t.same(lines(heard), ['UNB+UNOA:2+A+B', 'NAD+1+2:3:4', "FTX+'1+2:3:4", 'UNZ+0+1'])
  t.same(codes(heard), ['syntax-too-many-components', 'syntax-too-many-components'])
})

t.test('a hundred megabytes without a terminator are passed over in flat memory', async t => {
  async function * endless (): AsyncGenerator<Uint8Array> {
    yield bytesOf("UNB+UNOA:2+A+B'FTX+AAA+++")
    const block = Buffer.alloc(1_048_576, 0x58)
    for (let i = 0; i < 100; i += 1) yield block
    yield bytesOf("'\nUNZ+0+1'")
  }
  const before = process.memoryUsage().rss
  const tags: string[] = []
  for await (const { tag } of segments(endless(), () => {})) tags.push(tag)
  t.same(tags, ['UNB', 'FTX', 'UNZ'])
  t.ok(process.memoryUsage().rss - before < 100e6, 'memory stays flat')
})

t.test('the head of a file tells which messages it holds', async t => {
  t.same(messageTypes(bytesOf("UNB+UNOA:2+A+B'UNH+1+CUSREP:D'UNT+2+1'UNH+2+CUSCAR:D")), ['CUSREP', 'CUSCAR'])
  t.same(messageTypes(bytesOf("\r\n UNH+1+CUSCAR:D:95B:UN'BGM+85'")), ['CUSCAR'])
  t.same(messageTypes(bytesOf("UNB+UNOA:2+A+B'UNH+1+:D:95B:UN'BGM+85'")), [''])
  t.same(messageTypes(Buffer.from("\ufeffUNB+UNOY:4+A+B'UNH+1+CUSCAR:D'BGM+85'", 'utf16le')), ['CUSCAR'])
  t.same(messageTypes(bytesOf("UNB+UNOA:2+A+B'")), [])
  t.equal(messageTypes(bytesOf('FFM/8\nUNABLE')), null)
  t.equal(messageTypes(bytesOf('')), null)
  t.equal(messageTypes(bytesOf("x".repeat(2000) + "UNB+UNOA:2+A+B'")), null)
})
