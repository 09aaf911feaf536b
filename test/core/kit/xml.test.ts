import * as fc from 'fast-check'
import t from 'tap'
import { xmlElements, xmlRoot, type XmlElement, type XmlFault, type XmlOptions, type XmlRead } from 'wco-cts'
import { inPieces, whole } from '../../conformance/bytes.ts'

interface Reading { readonly reads: readonly XmlRead[], readonly faults: readonly XmlFault[] }

const read = async (bytes: AsyncIterable<Uint8Array>, depth = 1, options: XmlOptions = {}): Promise<Reading> => {
  const reads: XmlRead[] = []
  const faults: XmlFault[] = []
  for await (const met of xmlElements(bytes, fault => { faults.push(fault) }, names => names.length > depth, options)) reads.push(met)
  return { reads, faults }
}
const readText = (text: string, depth?: number, options?: XmlOptions): Promise<Reading> => read(whole(Buffer.from(text)), depth, options)

const elements = ({ reads }: Reading): readonly XmlElement[] => reads.flatMap(met => 'element' in met ? [met.element] : [])
const texts = (reading: Reading): readonly string[] => elements(reading).map(({ text }) => text)
const codes = ({ faults }: Reading): readonly string[] => faults.map(({ code }) => code)

const SMALL = '<?xml version="1.0"?>\r\n<a:List xmlns:a="urn:one" xmlns="urn:two" no="7">\r\n  <Item a:kind="x &amp; y" z=\'1\'>\r\n    <Name>S&#xE3;o &lt;Paulo&gt;</Name>\r\n  </Item>\r\n  <Item/>\r\n</a:List>\r\n'

t.test('elements come whole where they are asked for so, and else where they begin and end', async t => {
  const { reads, faults } = await readText(SMALL)
  t.same(faults, [])
  t.match(reads, [
    { begin: { name: 'List', namespace: 'urn:one', path: '/List', attributes: [{ name: 'no', namespace: '', value: '7' }] } },
    { element: { name: 'Item', namespace: 'urn:two', path: '/List/Item', attributes: [{ name: 'kind', namespace: 'urn:one', value: 'x & y' }, { name: 'z', value: '1' }], children: [{ name: 'Name', path: '/List/Item/Name', text: 'São <Paulo>' }] } },
    { element: { name: 'Item', path: '/List/Item[2]', children: [] } },
    { end: { name: 'List' } }
  ])
})

t.test('each element, attribute and text says where it stands, in lines, columns and bytes', async t => {
  const [item] = elements(await readText(SMALL))
  const there = ({ offset = 0, length = 0 }): string => SMALL.slice(offset, offset + length)
  t.match(item, { tag: { line: 3, column: 3 }, children: [{ tag: { line: 4, column: 5 }, at: { line: 4, column: 11 } }] })
  t.equal(there(item?.tag ?? {}), '<Item a:kind="x &amp; y" z=\'1\'>')
  t.strictSame(item?.attributes.map(({ at }) => there(at)), ['x &amp; y', '1'])
  t.equal(there(item?.children[0]?.at ?? {}), 'S&#xE3;o &lt;Paulo&gt;')
})

t.test('a text is put together across comments and CDATA, without the white space around it', async t => {
  const { reads, faults } = await readText('<r><a>\n  one <!-- not -- ><![CDATA[ & <two> ]]>&amp; three\n</a><b>  </b></r>'.replace(' -- >', ' -->'))
  t.same(faults, [])
  t.strictSame(reads.flatMap(met => 'element' in met ? [met.element.text] : []), ['one  & <two> & three', ''])
})

t.test('a prefix stands for what the nearest declaration says, and for nothing where there is none', async t => {
  const [one, two, three] = elements(await readText('<r xmlns:p="urn:r"><p:one/><p:two xmlns:p="urn:own"/><q:three/></r>'))
  t.strictSame([one, two, three].map(element => [element?.name, element?.namespace]), [['one', 'urn:r'], ['two', 'urn:own'], ['three', '']])
})

t.test('the character set is that of the byte order mark, then the declared one, then UTF-8, then the fallback of the site', async t => {
  const xml = (set: string): string => `<?xml version="1.0"${set === '' ? '' : ` encoding="${set}"`}?><r><a>Żółć é</a></r>`
  const utf16 = Buffer.from(`\uFEFF${xml('UTF-16')}`, 'utf16le')
  t.strictSame(texts(await read(whole(utf16))), ['Żółć é'])
  t.strictSame(texts(await read(whole(Buffer.from(utf16).swap16()))), ['Żółć é'])
  t.strictSame(texts(await read(whole(Buffer.from(`\uFEFF${xml('iso-8859-2')}`)))), ['Żółć é'])
  t.strictSame(texts(await read(whole(Buffer.from(xml(''))))), ['Żółć é'])
  t.strictSame(texts(await read(whole(Buffer.from(xml('ISO-8859-2').replace('Żółć', '\u00AF\u00F3\u00B3\u00E6'), 'latin1')))), ['Żółć é'])
  const mislabelled = await read(whole(Buffer.from(xml('UTF-8').replace('Żółć', 'cr\u00E8me'), 'latin1')))
  t.strictSame(texts(mislabelled), ['crème é'])
  t.match(mislabelled.faults, [{ code: 'encoding-fallback', severity: 'note', at: { line: 1, length: 7 }, params: { charset: 'windows-1252' } }])
  t.strictSame(texts(await read(whole(Buffer.from(xml('').replace('Żółć é', '\u00CF\u00F0\u00E8'), 'latin1')), 1, { fallback: 'windows-1251' })), ['При'])
})

t.test('places in UTF-16 are those of its bytes', async t => {
  const bytes = Buffer.from('\uFEFF<r>\n<a>X</a></r>', 'utf16le')
  t.match(elements(await read(whole(bytes))), [{ at: { line: 2, column: 4, offset: 2 + 7 * 2, length: 2 } }])
})

t.test('an ampersand that was not escaped and a control character are mended and said', async t => {
  const reading = await readText('<r><a>SMITH & SONS &</a><b x="A&B">\u0000ONE\u001FTWO</b><c><![CDATA[A & B]]></c></r>')
  t.strictSame(texts(reading), ['SMITH & SONS &', 'ONE TWO', 'A & B'])
  t.match(elements(reading)[1]?.attributes, [{ value: 'A&B' }])
  t.strictSame(codes(reading), ['text-repaired', 'text-repaired', 'text-repaired'])
})

t.test('no entity but XML’s own five is resolved: it stays as it stands, and is said', async t => {
  const reading = await readText('<r><a>A &nbsp; &apos;B&apos; &#0; &#x41;</a></r>')
  t.strictSame(texts(reading), ['A &nbsp; \'B\' &#0; A'])
  t.match(reading.faults, [{ code: 'xml-reference', severity: 'warning', params: { reference: 'nbsp' } }])
})

t.test('what was read before a document breaks stands, what is open is given as cut, and one issue says where', async t => {
  const cases: Readonly<Record<string, readonly [string, object]>> = {
    closing: ['<r><a>1</a><b><c>2</c></x></r>', { what: 'closing' }],
    character: ['<r><a>1</a><b><c>2</c>< /b></r>', { what: 'other' }],
    attribute: ['<r><a>1</a><b><c>2</c><d e=1/></b></r>', { what: 'attribute' }]
  }
  for (const [name, [text, params]] of Object.entries(cases)) {
    const reading = await readText(text)
    t.match(reading.faults, [{ code: 'xml-malformed', severity: 'error', at: { line: 1 }, params }], name)
    t.match(elements(reading)[0], { name: 'a', text: '1' }, name)
    t.match(elements(reading)[1], { name: 'b', children: [{ name: 'c', text: '2' }] }, name)
    t.match(reading.reads.at(-1), { end: { name: 'r', cut: true } }, name)
  }
})

t.test('a document that ends too early is said to, and a text that was not closed is not taken for whole', async t => {
  const reading = await readText('<r><a>1</a><b><c>12')
  t.match(reading.faults, [{ code: 'xml-truncated', at: { offset: 19, path: '/r/b/c' } }])
  t.match(elements(reading), [{ name: 'a' }, { name: 'b', cut: true, children: [{ name: 'c', text: '', cut: true }] }])
})

t.test('what follows the root harms nothing', async t => {
  t.strictSame(codes(await readText('<r><a/></r>\u001a')), ['xml-outside'])
  t.strictSame(codes(await readText('\r\n <r><a/></r>\n<!-- end -->\n')), [])
})

t.test('a DOCTYPE is refused, with its entities', async t => {
  const laughs = Array.from({ length: 9 }, (_, level) => `<!ENTITY l${level + 1} "${`&l${level};`.repeat(10)}">`).join('')
  for (const doctype of [`<!DOCTYPE r [<!ENTITY l0 "ha">${laughs}]>`, '<!DOCTYPE r SYSTEM "file:///etc/passwd">', '<!DOCTYPE html>']) {
    const reading = await readText(`<?xml version="1.0"?>${doctype}<r><a>&l9;</a></r>`)
    t.match(reading, { reads: [], faults: [{ code: 'xml-doctype', severity: 'error', at: { line: 1, offset: 21 } }] })
    t.equal(xmlRoot(Buffer.from(`${doctype}<r/>`)), null)
  }
})

const hostile: Readonly<Record<string, readonly [() => AsyncIterable<Uint8Array>, object]>> = {
  '100,000 levels': [() => repeated('<a>', 100_000), { what: 'depth' }],
  '100,000 attributes': [() => repeated(' a="1"', 100_000, '<r'), { what: 'attributes' }],
  'a name without end': [() => repeated('abcdefgh', 10_000_000, '<'), { what: 'length' }],
  'a long name': [() => repeated('a', 70_000, '<', ' b="c"/>'), { what: 'name' }],
  'a comment without end': [() => repeated('abcdefgh', 10_000_000, '<r><!--'), { what: 'length' }],
  'an attribute without end': [() => repeated('abcdefgh', 10_000_000, '<r a="'), { what: 'length' }],
  'a DTD without end': [() => repeated('<!ENTITY a "b">', 10_000_000, '<!DOCTYPE r ['), { what: 'length' }],
  'more elements in one than it may hold': [() => repeated('<b/>', 200_000, '<r><a>', '</a></r>'), { what: 'elements' }]
}

async function * repeated (unit: string, times: number, before = '', after = ''): AsyncGenerator<Uint8Array> {
  yield Buffer.from(before)
  const many = Buffer.from(unit.repeat(Math.min(times, 10_000)))
  for (let given = 0; given < times; given += 10_000) yield times - given < 10_000 ? many.subarray(0, (times - given) * unit.length) : many
  yield Buffer.from(after)
}

for (const [name, [bytes, params]] of Object.entries(hostile)) {
  t.test(`${name}: refused at its limit, soon and in little memory`, async t => {
    const started = performance.now()
    const before = process.memoryUsage().rss
    const { faults } = await read(bytes())
    t.match(faults, [{ code: 'xml-limit', severity: 'error', params }])
    t.ok(performance.now() - started < 5000, `${Math.round(performance.now() - started)} ms`)
    t.ok(process.memoryUsage().rss - before < 50 * 2 ** 20, `${Math.round((process.memoryUsage().rss - before) / 2 ** 20)} MiB`)
  })
}

t.test('a text longer than its limit is cut there and said, and what follows is read, its place right', async t => {
  const reading = await read(repeated('0123456789', 500_000, '<r>\n<a>', '</a>\n<b>next</b></r>'))
  const [long, next] = elements(reading)
  t.equal(long?.text.length, 1_000_000)
  t.match(next, { text: 'next', tag: { line: 3, column: 1, offset: 7 + 5_000_000 + 5 } })
  t.match(reading.faults, [{ code: 'xml-text-too-long', severity: 'warning', params: { most: 1_000_000 } }])
})

t.test('many small elements are read in flat memory', async t => {
  const before = process.memoryUsage().rss
  let count = 0
  for await (const met of xmlElements(repeated('<i><n>one</n></i>', 600_000, '<r>', '</r>'), () => {}, names => names.length > 1)) if ('element' in met) count++
  t.equal(count, 600_000)
  t.ok(process.memoryUsage().rss - before < 100 * 2 ** 20, `${Math.round((process.memoryUsage().rss - before) / 2 ** 20)} MiB`)
})

t.test('however the bytes are cut, and in whatever blocks they are looked at, the same is read', async t => {
  for (const bytes of [Buffer.from(SMALL), Buffer.from(`\uFEFF${SMALL}`, 'utf16le'), Buffer.from('<r>\r\n<a>é & b</a>\r\n<b c="d&e"/>x</r>junk'), Buffer.from('<r><a>1</a><b>2')]) {
    const asOne = JSON.stringify(await read(whole(bytes)))
    t.equal(JSON.stringify(await read(inPieces(bytes, [1]))), asOne)
    for (const block of [1, 2, 3, 7]) t.equal(JSON.stringify(await read(inPieces(bytes, [5, 1]), 1, { block })), asOne, `blocks of ${block}`)
    await fc.assert(fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 10 }), async sizes => JSON.stringify(await read(inPieces(bytes, sizes))) === asOne), { numRuns: 50 })
  }
})

t.test('whatever comes, it is read to its end or refused, and every place lies in it', async () => {
  const mess = fc.oneof(fc.uint8Array({ maxLength: 500 }), fc.string({ unit: fc.constantFrom(...'<>/="\'&;!?-[]a b:\n\r\uD800'), maxLength: 300 }).map(text => new Uint8Array(Buffer.from(`<r>${text}`, 'utf16le'))),
    fc.string({ unit: fc.constantFrom(...'<>/="\'&;!?-[]ab:\n\rCDATé'), maxLength: 300 }).map(text => new Uint8Array(Buffer.from(`<r>${text}`))))
  await fc.assert(fc.asyncProperty(mess, async bytes => {
    const { faults } = await read(whole(bytes))
    xmlRoot(bytes)
    return faults.every(({ at }) => at.offset + at.length <= bytes.length)
  }), { numRuns: 1000 })
})
