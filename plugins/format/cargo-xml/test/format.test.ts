import { readdirSync, readFileSync } from 'node:fs'
import t from 'tap'
import { valueAt, type Declaration, type Issue, type Read } from 'wco-cts'
import { cargoXml } from '../format.ts'

const cases = new URL('../cases/', import.meta.url)
const format = cargoXml({ fallbackCharset: 'windows-1252' })

const parse = async (message: string | Uint8Array): Promise<{ readonly reads: Read[], readonly declarations: Declaration[], readonly issues: Issue[] }> => {
  const bytes = typeof message === 'string' ? Buffer.from(message) : message
  const reads: Read[] = []
  const issues: Issue[] = []
  for await (const read of format.parse((async function * () { yield bytes })(), issue => { issues.push(issue) })) reads.push(read)
  return { reads, declarations: reads.flatMap(read => 'declaration' in read ? [read.declaration] : []), issues }
}

const sure = (message: string): number => format.recognize({ bytes: Buffer.from(message) })

t.test('a message is recognized by its root and namespace, whatever its prefix', async t => {
  t.equal(sure('<Waybill xmlns="iata:waybill:1">'), 0.95)
  t.equal(sure('\uFEFF\n<?xml version="1.0"?><!-- x --><q:FlightManifest xmlns:q="iata:flightmanifest:1"/>'), 0.95)
  t.equal(sure('<HouseManifest><MessageHeaderDocument/>'), 0.6)
  for (const message of ['<Waybill xmlns="urn:somebody"/>', '<StatusMessage xmlns="iata:statusmessage:1"/>', '<!DOCTYPE Waybill><Waybill/>', '<Awmds/>', 'Waybill', '']) t.equal(sure(message), 0, message)
})

const leaves = (value: unknown, at = ''): readonly string[] =>
  typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${at}/${key}`)) : [at]

t.test('every value of every case has its place', async t => {
  for (const name of readdirSync(cases)) {
    for (const { positions, ...declared } of (await parse(readFileSync(new URL(`${name}/message.xml`, cases)))).declarations) {
      t.same(leaves(declared).filter(at => !(at in positions) && !(at.slice(0, at.lastIndexOf('/')) in positions)), [], name)
    }
  }
})

/** Values that stand in the message as they are read, but for case and white space. */
const verbatim = /^\/(?:origin|destination|loading|discharge|totals\/\w+|handling\/\d+|goods\/\d+\/(?:commodity\/\d+|packages|mass|volume|origin|value|currency|description)|equipment\/\d+\/(?:type|supplier|seals\/\d+\/number)|parties\/\d+\/(?:city|region|postcode|country|contacts\/\d+\/value)|conveyance\/(?:journey|identifier|stops\/\d+\/(?:place|time|timeDeclared))|customs\/\d+\/\w+|rest\/\d+)$/

t.test('the place of a value holds the value', async t => {
  for (const name of readdirSync(cases)) {
    const bytes = readFileSync(new URL(`${name}/message.xml`, cases))
    for (const declaration of (await parse(bytes)).declarations) {
      for (const [pointer, { offset = 0, length = 0 }] of Object.entries(declaration.positions).filter(([pointer]) => verbatim.test(pointer))) {
        const there = bytes.subarray(offset, offset + length).toString('latin1').replace(/\s+/g, ' ').toUpperCase()
        const value = valueAt(declaration, pointer.startsWith('/rest/') ? `${pointer}/text` : pointer)
        // A ULD that comes whole gives its type and operator from within its number.
        t.ok(there.includes(String(value).toUpperCase()), `${name} ${pointer} ${String(value)} ${there}`)
      }
    }
  }
})

t.test('the purpose of a message is what each of its consignments is sent for', async t => {
  for (const [purpose, action] of [['Creation', 'original'], ['update', 'replace'], ['DELETION', 'cancel'], ['9', 'original'], ['5', 'replace'], ['1', 'cancel']]) {
    const { reads, declarations } = await parse(`<Waybill xmlns="iata:waybill:1"><MessageHeaderDocument><PurposeCode>${purpose}</PurposeCode></MessageHeaderDocument><BusinessHeaderDocument><ID>90941000012</ID></BusinessHeaderDocument><MasterConsignment/></Waybill>`)
    t.match(reads[0], { report: { kind: 'XFWB', function: action, functionDeclared: purpose } })
    t.match(declarations, [{ number: '909-41000012', action }])
  }
})

t.test('the ID of a message is its reference, unless it is the number of the waybill again', async t => {
  const message = (id: string): string => `<Waybill xmlns="iata:waybill:1"><MessageHeaderDocument><ID>${id}</ID></MessageHeaderDocument><BusinessHeaderDocument><ID>909-41000012</ID></BusinessHeaderDocument><MasterConsignment/></Waybill>`
  t.match((await parse(message('M-1'))).reads[0], { report: { reference: 'M-1', document: '909-41000012' } })
  const [first] = (await parse(message('90941000012'))).reads
  t.notOk(first && 'report' in first && 'reference' in first.report)
})

t.test('the version is that of the message, or else of its data model', async t => {
  t.match((await parse('<Waybill xmlns="iata:waybill:1"><MessageHeaderDocument><d:ID xmlns:d="iata:datamodel:4">1</d:ID></MessageHeaderDocument></Waybill>')).reads[0], { report: { version: '4' } })
  t.match((await parse('<Waybill xmlns="iata:waybill:1"><MessageHeaderDocument><VersionID>6.00</VersionID></MessageHeaderDocument></Waybill>')).issues, [{ code: 'version-unknown', params: { version: '6.00' } }])
})

t.test('a consignment that breaks off before its number came is said to be lost; one with a number is kept', async t => {
  const manifest = (inside: string): string => `<FlightManifest xmlns="iata:flightmanifest:1"><ArrivalEvent><AssociatedTransportCargo><IncludedMasterConsignment>${inside}`
  const lost = await parse(manifest('<TotalPieceQuantity>3</TotalPieceQuantity>'))
  t.same(lost.declarations, [])
  t.match(lost.issues.map(({ code }) => code), ['xml-truncated', 'structure-missing', 'structure-missing'].slice(0, lost.issues.length))
  t.match(lost.reads.at(-1), { cut: true })
  t.match((await parse(manifest('<TransportContractDocument><ID>909-41000012</ID></TransportContractDocument><TotalPieceQuantity>3'))).declarations, [{ number: '909-41000012', totals: {} }])
})

t.test('what is not known is kept with the rest and said; charges are kept in silence', async t => {
  const { declarations: [declaration], issues } = await parse('<Waybill xmlns="iata:waybill:1"><MessageHeaderDocument/><BusinessHeaderDocument><ID>909-41000012</ID></BusinessHeaderDocument><MasterConsignment><IncludedHouseConsignment><Fragrance kind="x">rose</Fragrance></IncludedHouseConsignment><WeightTotalChargeAmount currencyID="EUR">7</WeightTotalChargeAmount></MasterConsignment></Waybill>')
  t.match(declaration?.rest, [
    { path: 'MasterConsignment/IncludedHouseConsignment/Fragrance/@kind', text: 'x' }, { path: 'MasterConsignment/IncludedHouseConsignment/Fragrance', text: 'rose' },
    { path: 'MasterConsignment/WeightTotalChargeAmount/@currencyID', text: 'EUR' }, { path: 'MasterConsignment/WeightTotalChargeAmount', text: '7' }
  ])
  t.match(issues, [{ code: 'element-unread', severity: 'note', pointer: '/rest/1', at: { line: 1 }, params: { text: 'rose' } }])
})

t.test('a message with a DOCTYPE is refused', async t => {
  t.match(await parse('<!DOCTYPE Waybill [<!ENTITY a "b">]><Waybill xmlns="iata:waybill:1"/>'), { reads: [], issues: [{ code: 'xml-doctype', severity: 'error' }] })
})
