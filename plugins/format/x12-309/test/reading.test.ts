import * as fc from 'fast-check'
import { readFileSync } from 'node:fs'
import t from 'tap'
import type { Declaration, Issue, Read } from 'wco-cts'
import { gather } from '../../../../test/conformance/gather.ts'
import x12 from '../index.ts'

interface Heard { readonly reads: readonly Read[], readonly declarations: readonly Declaration[], readonly issues: readonly Issue[] }

const read = async (bytes: Uint8Array | string, options: object = {}): Promise<Heard> => {
  const { formats: [format] } = await gather(x12, options)
  const [reads, issues]: [Read[], Issue[]] = [[], []]
  const stream = async function * (): AsyncGenerator<Uint8Array> { yield typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes }
  if (format) for await (const read of format.parse(stream(), issue => issues.push(issue))) reads.push(read)
  return { reads, declarations: reads.flatMap(read => 'declaration' in read ? [read.declaration] : []), issues }
}

const codes = ({ issues }: Heard): string[] => issues.map(({ code }) => code)

const ISA = 'ISA*00*          *00*          *02*DEML           *ZZ*ZZCUSTOMS      *261201*0930*U*00401*000000007*0*P*>~'
const HEAD = 'M10*DEML*O*ZZ*9074729*DEMO STAR*114S*MAN**A*L~P4*1703*20261209~'

/** A file of one transaction set, its counts right. */
const sent = (body: string, set = '309'): string => {
  const segments = body.split('~').filter(segment => segment !== '')
  return `${ISA}GS*SO*DEML*ZZCUSTOMS*20261201*0930*7*X*004010~ST*${set}*0001~${body}SE*${segments.length + 2}*0001~GE*1*7~IEA*1*000000007~`
}

const caseOf = (name: string): Uint8Array => readFileSync(new URL(`../cases/${name}/message.edi`, import.meta.url))

t.test('each type of amendment says what becomes of its bill', async t => {
  const actionOf = async (amendment: string): Promise<string | undefined> => (await read(sent(`${HEAD}LX*1~M13*DEML*1703*${amendment}~`))).declarations[0]?.action
  t.equal(await actionOf('A*1****DEML'), 'original')
  t.equal(await actionOf('D*1*****DEML'), 'cancel')
  for (const type of ['R', 'B', 'C', 'N', 'S']) t.equal(await actionOf(`${type}*1*****DEML`), 'change', type)
  t.equal(await actionOf('*1***3**DEML'), 'cancel', 'the action code speaks where there is no type')
  t.equal(await actionOf('*1***1**DEML'), 'original')
  t.equal(await actionOf('*1*****DEML'), 'change', 'an amendment that does not say what it does changes')
})

t.test('a bill without an amendment says nothing of what is meant by it', async t => {
  const { declarations } = await read(sent(`${HEAD}LX*1~M11*77*57035*1*PKG*1*K******DEML~`))
  t.equal(declarations[0]?.action, undefined)
})

t.test('an administration says what an amendment does where its senders differ', async t => {
  const message = sent(`${HEAD}LX*1~M13*DEML*1703*Z*77*****DEML~LX*2~M13*DEML*1703*constructor*78*****DEML~`)
  const { declarations, issues } = await read(message, { amendmentActions: { Z: 'delete' } })
  t.same(declarations.map(({ action }) => action), ['delete', 'change'])
  t.same(issues.map(({ code, params }) => [code, params?.['code']]), [['amendment-unknown', 'constructor'.slice(0, 10)]])
})

t.test('a house bill has its master from M1111, from N9 or from the amendment', async t => {
  const { declarations } = await read(sent(`${HEAD}LX*1~M11*H1*57035*1*PKG*1*K*****M77*NVOC~LX*2~M11*H2*57035*1*PKG*1*K******NVOC~N9*MB*M78~LX*3~M13*DEML*1703*R*M79*2***H3*DEML*NVOC~`))
  t.same(declarations.map(({ kind, number, parent, issuer }) => [kind, number, parent, issuer]), [['house-bill', 'H1', 'M77', 'NVOC'], ['house-bill', 'H2', 'M78', 'NVOC'], ['house-bill', 'H3', 'M79', 'NVOC']])
})

t.test('a bill whose LX is missing is a bill of its own', async t => {
  const { declarations } = await read(sent(`${HEAD}M11*1*57035*1*PKG*1*K******DEML~N1*SH*ONE~M13*DEML*1703*R*2*4****DEML~M11*2*57035*4*PKG*1*K******DEML~N1*SH*TWO~`))
  t.same(declarations.map(({ number, action, parties }) => [number, action, parties[0]?.name]), [['1', undefined, 'ONE'], ['2', 'change', 'TWO']])
})

t.test('a description that was cut at the width of its element is joined as it was', async t => {
  const whole = 'MACHINES FOR WORKING RUBBER OR PLASTICS, WITH SPARE PARTS AND TOOLS'
  const { declarations: [bill] } = await read(sent(`${HEAD}LX*1~M11*1*57035*1*PKG*1*K******DEML~VID*4B*DEMU*1234560~N10*1*${whole.slice(0, 45)}~N10**${whole.slice(45)}~N10**NEW~`))
  t.equal(bill?.goods.length, 1)
  t.equal(bill?.goods[0]?.description, `${whole} NEW`)
})

t.test('each container holds the goods that follow it', async t => {
  const { declarations: [bill] } = await read(sent(`${HEAD}LX*1~M11*1*57035*2*PKG*1*K******DEML~VID*4B*DEMU*1234560~N10*1*A~VID*4B**DEMU7654322~N10**B~N10*1*C~VID*4B*DEMU*1234560~N10*1*D~`))
  t.same(bill?.equipment.map(({ number }) => number), ['DEMU1234560', 'DEMU7654322'])
  t.same(bill?.goods.map(({ description, equipment }) => [description, equipment[0]?.number]), [['A', 'DEMU1234560'], ['B', 'DEMU7654322'], ['C', 'DEMU7654322'], ['D', 'DEMU1234560']])
})

t.test('a container without its check digit gets it, and what was sent is kept', async t => {
  const { declarations: [bill], issues } = await read(sent(`${HEAD}LX*1~M11*1*57035*2**1*K******DEML~VID*4B*CSQU*305438~`))
  t.equal(bill?.equipment[0]?.number, 'CSQU3054383')
  t.same(bill?.rest, [{ path: 'VID', text: 'CSQU305438' }])
  t.match(issues, [{ code: 'check-digit-added', pointer: '/equipment/0/number' }])
})

t.test('quantities of freight are no goods beside goods that are described, and are goods where none are', async t => {
  const both = await read(sent('B3**1*77**K~LX*1~L0*1*1*FR*90*G***3*PKG**K~L1*1*5*FC~LX*2~N7*DEMU*1234560~L0*2***90*G***3*PKG**K~L5*2*TEA~', '310'))
  t.same(both.declarations[0]?.goods.map(({ line, description }) => [line, description]), [['2', 'TEA']])
  t.ok(both.declarations[0]?.rest.some(({ text }) => text.startsWith('L0*1*1*FR')))
  const alone = await read(sent('B3**1*77**K~LX*1~L0*1***90*G***3*PKG**K~', '310'))
  t.match(alone.declarations[0]?.goods, [{ line: '1', packages: '3', packageKind: 'PKG', mass: '90', massUnit: 'K' }])
})

t.test('the movement in bond is transit, or transhipment where goods leave from the same port', async t => {
  const moved = async (code: string) => (await read(sent(`${HEAD}LX*1~M11*1*57035*2*PKG*1*K******DEML~M12*${code}*9*1801~`))).declarations[0]
  t.match(await moved('61'), { movement: 'transit', movementDeclared: '61', destination: '1801' })
  t.match(await moved('62'), { movement: 'transit' })
  t.match(await moved('63'), { movement: 'transhipment' })
  t.match(await moved('70'), { movement: undefined, movementDeclared: '70' })
})

t.test('counts and control numbers that do not agree are said, zeros in front aside', async t => {
  const right = sent(`${HEAD}LX*1~M11*1*57035*2*PKG*1*K******DEML~`)
  t.same(codes(await read(right)), [])
  t.same(codes(await read(right.replace('SE*6*0001', 'SE*06*1').replace('IEA*1*000000007', 'IEA*1*7'))), [])
  const wrong = await read(right.replace('SE*6*0001', 'SE*7*0002').replace('GE*1*7', 'GE*2*8').replace('IEA*1*000000007', 'IEA*2*000000008'))
  t.same(wrong.issues.map(({ code, params }) => [code, params?.['tag'], params?.['what']]), ['SE', 'GE', 'IEA'].flatMap(tag => [['envelope-mismatch', tag, 'count'], ['envelope-mismatch', tag, 'reference']]))
})

t.test('several interchanges in one file are as many reports, each with its own reference', async t => {
  const one = sent(`${HEAD}LX*1~M11*1*57035*2*PKG*1*K******DEML~`)
  const { reads, issues } = await read(`${one}\r\n${one.replaceAll('000000007', '000000008').replaceAll('*', '|').replaceAll('~', '\n')}`)
  t.same(reads.flatMap(read => 'report' in read ? [read.report.reference] : []), ['000000007/7/0001', '000000008/7/0001'])
  t.same(issues, [])
})

t.test('a manifest that is cut short keeps the bills before the cut, and is not taken for whole', async t => {
  const whole = await read(caseOf('manifest-of-two-ports'))
  const bytes = caseOf('manifest-of-two-ports')
  const end = Buffer.from(bytes).indexOf('SE*39')
  for (let at = 160; at < end; at += 5) {
    const { reads, declarations } = await read(bytes.subarray(0, at))
    if (!reads.some(read => 'cut' in read)) t.fail(`cut at ${at} and nothing says so`)
    // The last bill may lack what follows the cut; those before it are as they were.
    for (const [index, declaration] of declarations.slice(0, -1).entries()) t.strictSame(declaration, whole.declarations[index], `bill ${index}, cut at ${at}`)
  }
})

t.test('one flipped byte never ends in a throw, and no bill before it is other than it was', async t => {
  const bytes = caseOf('manifest-of-two-ports')
  const whole = await read(bytes)
  const second = Buffer.from(bytes).indexOf('M11*7700002')
  await fc.assert(fc.asyncProperty(fc.integer({ min: second, max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }), async (at, mask) => {
    const flipped = Buffer.from(bytes)
    flipped[at] = (flipped[at] ?? 0) ^ mask
    const { declarations } = await read(flipped)
    return JSON.stringify(declarations[0]) === JSON.stringify(whole.declarations[0])
  }), { numRuns: 300 })
  t.pass('the law holds')
})

t.test('nothing that is declared is lost: every element of a bill is a value or is kept with the rest', async t => {
  // Codes that became words of the model: mode, unit of volume, loaded, kinds of lists and texts.
  const meant = new Set(['O', 'L', 'X', 'J', 'K', 'C', 'G', 'UN', 'TE', 'EM', 'IC', 'T', '2', 'R', 'A', 'D'])
  for (const name of ['manifest-of-two-ports', 'amendments', 'bill-of-lading']) {
    const text = Buffer.from(caseOf(name)).toString('latin1')
    const { declarations, reads } = await read(caseOf(name))
    const heads = JSON.stringify(reads.filter(read => !('declaration' in read)))
    const said = heads + JSON.stringify(declarations)
    const shows = (element: string): boolean => said.includes(element) || said.includes(element.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3'))
    const segments = text.split('~').map(segment => segment.trim().split('*')).filter(([tag = '']) => !/^(?:ISA|GS|ST|LX|SE|GE|IEA|)$/.test(tag))
    const lost = segments.flatMap(([tag, ...elements]) => elements.map(element => element.trim()).filter(element => element !== '' && !meant.has(element) && !shows(element)).map(element => `${tag}: ${element}`))
    t.same(lost, [], name)
  }
})
