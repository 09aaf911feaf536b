import { readdirSync, readFileSync } from 'node:fs'
import t from 'tap'
import { segments, type Declaration, type Issue, type Position, type Read } from 'wco-cts'
import { gather } from '../../../../test/conformance/gather.ts'
import cuscar from '../index.ts'
import { joined } from '../texts.ts'
import { isoTime } from '../times.ts'

const CASES = new URL('../cases/', import.meta.url)

const stream = async function * (bytes: Uint8Array): AsyncGenerator<Uint8Array> { yield bytes }

const readBytes = async (bytes: Uint8Array, options: object = {}): Promise<{ readonly reads: Read[], readonly issues: Issue[] }> => {
  const { formats: [format] } = await gather(cuscar, options)
  const [reads, issues]: [Read[], Issue[]] = [[], []]
  if (format) for await (const read of format.parse(stream(bytes), issue => issues.push(issue))) reads.push(read)
  return { reads, issues }
}

/** A message of ours around some segments, in an interchange. */
const message = (...body: readonly string[]): Uint8Array => {
  const all = ['UNH+1+CUSCAR:D:95B:UN', 'BGM+85+M1+9', 'TDT+20+1E+1++DEML:172:20', ...body]
  return Buffer.from(['UNB+UNOC:3+A+B+261203:0900+I1', ...all, `UNT+${all.length + 1}+1`, 'UNZ+1+I1'].map(segment => `${segment}'\n`).join(''), 'latin1')
}

const declarations = ({ reads }: { readonly reads: readonly Read[] }): Declaration[] => reads.flatMap(read => 'declaration' in read ? [read.declaration] : [])
const caseBytes = (name: string): Uint8Array => readFileSync(new URL(`${name}/message.edi`, CASES))

/** Fields that hold a word of ours for a code of the message, or a time in our form. */
const CANONICAL = /\/(?:mode|movement|kind|role|fullness|freight|time|timeKind|purpose|scheme|issued|date|action)$/

/** What parts a text in the file and is not in the value. */
const PARTED = /[\r\n:?]/g

const leavesOf = (value: unknown, at = ''): { readonly at: string, readonly text: string }[] => {
  if (typeof value === 'string') return [{ at, text: value }]
  return typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, `${at}/${key}`)) : []
}

const placeOf = (positions: Declaration['positions'], at: string): Position | undefined => {
  for (let around = at; around !== ''; around = around.slice(0, around.lastIndexOf('/'))) if (positions[around]) return positions[around]
  return undefined
}

t.test('every value of a declaration stands at the place that is given for it', async t => {
  for (const name of readdirSync(CASES)) {
    const bytes = Buffer.from(caseBytes(name))
    const decoder = new TextDecoder(name === 'utf-16le' ? 'utf-16le' : 'windows-1252')
    const wrong = declarations(await readBytes(bytes)).flatMap(({ positions, ...said }) => leavesOf(said).flatMap(({ at, text }) => {
      const place = placeOf(positions, at)
      if (place?.offset === undefined) return [`${at} has no place`]
      const there = decoder.decode(bytes.subarray(place.offset, place.offset + (place.length ?? 0))).replace(PARTED, '')
      // A description of several texts stands where the first of them does.
      const words = at.endsWith('/description') ? text.split(' ').slice(0, 1) : text.replace(/^class /, '').split(/,? /)
      return CANONICAL.test(at) || at.startsWith('/rest') || words.every(word => there.includes(word.replace(PARTED, ''))) ? [] : [`${at}: ${text} is not in ${there}`]
    }))
    t.same(wrong, [], name)
  }
})

t.test('nothing of a message is lost: what has no field is with the rest, or said', async t => {
  for (const name of readdirSync(CASES)) {
    const bytes = caseBytes(name)
    const { reads, issues } = await readBytes(bytes)
    const kept = JSON.stringify([reads, issues]).replaceAll(' ', '')
    const lost: string[] = []
    let skipped = false
    for await (const { tag, elements } of segments(stream(bytes), () => {})) {
      if (tag === 'UNH') skipped = elements[1]?.[0] === 'CUSREP'
      if (skipped || tag.startsWith('UN') || (tag === 'DTM' && /^(?:137|95)$/.test(elements[0]?.[0] ?? ''))) continue
      // Shorter ones are codes and the lists they are from. A party in one line is parted at its commas.
      const texts = elements.flat().flatMap(text => text.split(', ')).filter(text => text.trim().length > 3)
      lost.push(...texts.filter(text => !kept.includes(JSON.stringify(text).slice(1, -1).replaceAll(' ', ''))))
    }
    t.same(lost, [], name)
  }
})

t.test('it is sure of cargo reports, doubtful of other heads, and claims no other message', async t => {
  const { formats: [format] } = await gather(cuscar)
  const sure = (text: string) => format?.recognize({ bytes: Buffer.from(text) })
  t.equal(sure("UNA:+.? 'UNB+UNOA:1+A+B'UNH+1+CUSCAR:D:95B:UN'"), 0.95)
  t.equal(sure("UNB+UNOA:1+A+B'UNG+CUSCAR'"), 0.55)
  t.equal(sure("UNB+UNOA:1+A+B'UNH+1+:D:95B:UN'"), 0.55)
  t.equal(sure("UNB+UNOA:1+A+B'UNH+1+CUSREP:D:95B:UN'UNT+2+1'UNH+2+CUSCAR:D:95B:UN'"), 0)
  t.equal(sure('<?xml version="1.0"?>'), 0)
})

t.test('a processing indicator that the administration gave a meaning acts on its consignment', async t => {
  const bytes = message('CNI+1', 'RFF+BM:A1', 'GIS+105', 'CNI+2', 'RFF+BM:A2', 'GEI+4+106', 'CNI+3', 'RFF+BM:A3')
  const { reads, issues } = await readBytes(bytes, { consignmentActions: { 105: 'change', 106: 'delete' } })
  t.same(declarations({ reads }).map(({ action }) => action), ['change', 'delete', undefined])
  t.same(issues, [])
})

t.test('containers that no consignment names are left out where the administration wants it so', async t => {
  const bytes = caseBytes('empties-without-goods')
  t.equal(declarations(await readBytes(bytes)).length, 3)
  t.equal(declarations(await readBytes(bytes, { ownConsignments: false })).length, 1)
})

t.test('a consignment without CNI begins with its document, or with its goods', async t => {
  const { reads } = await readBytes(message('RFF+BM:A1', 'GID+1+2:CT', 'FTX+AAA+++LAMPS', 'RFF+BM:A2', 'GID+1+3:CT'))
  t.same(declarations({ reads }).map(({ number, goods }) => [number, goods[0]?.packages]), [['A1', '2'], ['A2', '3']])
  const bare = await readBytes(message('GID+1+2:CT', 'FTX+AAA+++LAMPS'))
  t.same(declarations(bare).map(({ number, goods }) => [number, goods[0]?.description]), [[undefined, 'LAMPS']])
})

t.test('the number in CNI counts where no reference gives one, and stands beside it where they differ', async t => {
  const { reads } = await readBytes(message('CNI+1+ONLY1', 'GID+1', 'CNI+2+OWN2', 'RFF+BM:BILL2', 'GID+1'))
  t.same(declarations({ reads }).map(({ number, references }) => [number, references]), [['ONLY1', []], ['BILL2', [{ scheme: 'CNI', value: 'OWN2' }]]])
})

t.test('a container that is listed within its consignment belongs to it', async t => {
  const { reads } = await readBytes(message('CNI+1', 'RFF+BM:A1', 'GID+1+2:CT', 'EQD+CN+MSKU7301146+22G1+++5', 'SEL+S1+CA', 'MEA+AAE+T+KGM:2200', 'NAD+CN+++BUYER'))
  t.match(declarations({ reads }), [{ equipment: [{ number: 'MSKU7301146', seals: [{ number: 'S1' }], tare: '2200' }], parties: [{ role: 'consignee', name: 'BUYER' }] }])
})

t.test('a total of consignments at the end of the message is the message’s', async t => {
  const { reads, issues } = await readBytes(message('CNI+1', 'RFF+BM:A1', 'GID+1+2:CT', 'CNT+10:2'))
  t.same(reads.at(-1), { reportEnd: { consignments: '2' } })
  t.match(issues, [{ code: 'total-mismatch', params: { declared: '2', read: 1 } }])
})

t.test('a segment that was too long is kept with its consignment, and the next is read', async t => {
  const { reads, issues } = await readBytes(message('CNI+1', 'RFF+BM:A1', `NAD+CZ+++${'X'.repeat(70_000)}`, 'NAD+CN+++BUYER', 'GID+1+2:CT'))
  t.match(declarations({ reads }), [{ parties: [{ role: 'consignee' }], rest: [{ path: 'NAD+CZ' }] }])
  t.same(issues.map(({ code }) => code), ['syntax-too-long', 'segment-unread'])
})

t.test('a message without its end before the next one is told from it', async t => {
  const cut = Buffer.from("UNB+UNOC:3+A+B+261203:0900+I1'UNH+1+CUSCAR:D:95B:UN'BGM+85+M1+9'CNI+1'RFF+BM:A1'UNH+2+CUSCAR:D:95B:UN'BGM+85+M2+9'CNI+1'RFF+BM:B1'UNT+5+2'UNZ+2+I1'")
  const { reads, issues } = await readBytes(cut)
  t.same(reads.flatMap(read => 'report' in read ? [read.report.document] : 'declaration' in read ? [read.declaration.number] : []), ['M1', 'A1', 'M2', 'B1'])
  t.same(issues.map(({ code }) => code), ['consignment-incomplete', 'envelope-truncated'])
})

t.test('times are read by their length first, and by their format after that', async t => {
  t.equal(isoTime('20261203', '102'), '2026-12-03')
  t.equal(isoTime('202612030915', '203'), '2026-12-03T09:15')
  t.equal(isoTime('202612030915', '102'), '2026-12-03T09:15')
  t.equal(isoTime('20261203091530', '204'), '2026-12-03T09:15:30')
  t.equal(isoTime('261203', '101'), '2026-12-03')
  t.equal(isoTime('2612030915', '201'), '2026-12-03T09:15')
  t.equal(isoTime('202612030915Z', '303'), '2026-12-03T09:15Z')
  t.equal(isoTime('202612030915+03:00', '205'), '2026-12-03T09:15+03:00')
  t.equal(isoTime('202612030915EAT', '303'), '2026-12-03T09:15')
  for (const none of ['', '0915', '20261303', '20260230', '202612032460', 'TOMORROW', '2026']) t.equal(isoTime(none, '102'), null, none)
})

t.test('a text cut at the end of its field is made whole, another gets its blank', async t => {
  t.equal(joined(['x'.repeat(70), 'and more']), `${'x'.repeat(70)}and more`)
  t.equal(joined(['x'.repeat(70), 'AND MORE']), `${'x'.repeat(70)} AND MORE`)
  t.equal(joined(['ONE', '', 'two']), 'ONE two')
  t.equal(joined(['', ' ']), undefined)
})

t.test('a message that is made to grow is read in time and without growing', async t => {
  const many = (segment: string, times = 20_000): string[] => Array.from({ length: times }, () => segment)
  const started = performance.now()
  const seals = await readBytes(message('EQD+CN+MSKU7301146+22G1+++5', ...many('SEL+S1+CA'), ...Array.from({ length: 200 }, (_, i) => `CNI+${i}'\nRFF+BM:B${i}'\nGID+1'\nSGP+MSKU7301146`)))
  t.ok(declarations(seals).every(({ equipment }) => (equipment[0]?.seals.length ?? 0) <= 200), 'seals of one container are bounded')
  const head = await readBytes(message(...many('RFF+ABO:X1'), ...many('NAD+CA+X'), ...many('LOC+5+ZZDEM'), ...many('DTM+133:20261203:102'), 'CNI+1', 'RFF+BM:A1'))
  t.ok(declarations(head).every(({ parties, conveyance }) => parties.length <= 100 && conveyance.stops.length <= 100), 'the head is bounded')
  const text = await readBytes(message('CNI+1', 'RFF+BM:A1', 'GID+1', ...many('FTX+AAA+++LAMPS'), ...many('PCI+28+X'), ...many('RFF+ABO:X')))
  t.ok((declarations(text)[0]?.goods[0]?.description?.length ?? 0) < 21_000, 'a description is bounded')
  t.ok(performance.now() - started < 20_000, 'in time')
})

const bill = (number: string, container: string, packages = 2): string[] => [`CNI+${number}`, `RFF+BM:${number}`, 'NAD+CN+++BUYER', `GID+1+${packages}:CT`, 'FTX+AAA+++TOYS', `SGP+${container}+${packages}`]
const piece = (number: string, seal: string): string[] => [`EQD+CN+${number}+22G1+2++5`, `SEL+${seal}+CA`, 'MEA+AAE+T+KGM:2200']

t.test('a container listed after the consignment that names it joins it, with its seals and its movement', async t => {
  const listed = [...piece('MSKU7301146', 'S1'), ...piece('MSKU3584912', 'S2')]
  const [usual, late] = [await readBytes(message(...listed, ...bill('A1', 'MSKU7301146'), ...bill('A2', 'MSKU3584912'))), await readBytes(message(...bill('A1', 'MSKU7301146'), ...bill('A2', 'MSKU3584912'), ...listed))]
  const said = (read: typeof usual) => declarations(read).map(({ positions: _positions, ...rest }) => rest)
  t.same(said(late), said(usual), 'the same is read in either order')
  t.same(usual.issues, [])
  t.same(late.issues.map(({ code, severity }) => [code, severity]), [['equipment-late', 'note']])
  t.equal(declarations(late).length, 2, 'no consignment of nobody')
  t.match(declarations(late)[0], { equipment: [{ number: 'MSKU7301146', seals: [{ number: 'S1' }] }] })
})

t.test('a container listed right after the one consignment that names it is no consignment of its own', async t => {
  const one = await readBytes(message(...bill('A1', 'MSKU7301146'), ...piece('MSKU7301146', 'S1')))
  t.match(declarations(one), [{ number: 'A1', equipment: [{ number: 'MSKU7301146', tareMass: undefined, seals: [{ number: 'S1' }] }] }])
  t.equal(declarations(one).length, 1)
  t.same(one.issues.map(({ code }) => code), ['equipment-late'])
})

t.test('what is said of each consignment stays with it while it waits, and what is never listed is said', async t => {
  const { formats: [format] } = await gather(cuscar)
  const heard: [string, string][] = []
  let issues: Issue[] = []
  const bytes = message(...bill('A1', 'MSKU7301146'), ...bill('A2', 'MSKU3584912'), 'ZZZ+1', ...bill('A2', 'MSKU7301146'), ...piece('MSKU7301146', 'S1'))
  for await (const read of format?.parse(stream(bytes), issue => issues.push(issue)) ?? []) {
    if (!('declaration' in read)) continue
    heard.push(...issues.flatMap(({ code, pointer }): [string, string][] => pointer === undefined ? [] : [[read.declaration.number ?? '', code]]))
    issues = []
  }
  t.same(heard, [['A2', 'segment-unread'], ['A2', 'reference-unresolved'], ['A2', 'reference-duplicate']])
})

t.test('no more than two thousand consignments wait, and all are given', async t => {
  const bills = Array.from({ length: 2500 }, (_, index) => bill(`A${index}`, `MSKU${String(index).padStart(7, '0')}`)).flat()
  const read = await readBytes(message(...bills, ...piece('MSKU0000000', 'S1'), ...piece('MSKU0002499', 'S2')))
  t.equal(declarations(read).filter(({ number }) => number?.startsWith('A')).length, 2500)
  t.ok(read.issues.filter(({ code }) => code === 'reference-unresolved').length >= 2499)
})
