import { readdirSync, readFileSync } from 'node:fs'
import t from 'tap'
import { valueAt, type Declaration, type Issue, type Read } from 'wco-cts'
import { asycudaXml } from '../format.ts'

const cases = new URL('../cases/', import.meta.url)
const format = asycudaXml({ fallbackCharset: 'windows-1252' })

const parse = async (message: string | Uint8Array): Promise<{ readonly reads: Read[], readonly declarations: Declaration[], readonly issues: Issue[] }> => {
  const bytes = typeof message === 'string' ? Buffer.from(message) : message
  const reads: Read[] = []
  const issues: Issue[] = []
  for await (const read of format.parse((async function * () { yield bytes })(), issue => { issues.push(issue) })) reads.push(read)
  return { reads, declarations: reads.flatMap(read => 'declaration' in read ? [read.declaration] : []), issues }
}
const bill = (inside: string): string => `<Awmds><General_segment/><Bol_segment><Bol_id><Bol_reference>A1</Bol_reference></Bol_id>${inside}</Bol_segment></Awmds>`

t.test('a manifest or degroupage is recognized by its root, in whatever case', async t => {
  for (const [message, sure] of [['<Awmds>', 0.95], ['<?xml version="1.0"?>\n<AWBOLDS/>', 0.95], ['<Awmcds/>', 0], ['<Waybill/>', 0], ['<!DOCTYPE Awmds><Awmds/>', 0]] as const) t.equal(format.recognize({ bytes: Buffer.from(message) }), sure, message)
})

const leaves = (value: unknown, at = ''): readonly string[] =>
  typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${at}/${key}`)) : [at]

t.test('every value of every case has its place, and the place holds it', async t => {
  const verbatim = /^\/(?:loading|discharge|parent|goods\/\d+\/(?:packages|mass|volume|marks|packageKind)|equipment\/\d+\/(?:number|type|seals\/\d+\/number)|parties\/\d+\/(?:name|address)|conveyance\/(?:journey|name|carrier|stops\/\d+\/(?:place|timeDeclared)))$/
  for (const name of readdirSync(cases)) {
    const bytes = readFileSync(new URL(`${name}/message.xml`, cases))
    for (const declaration of (await parse(bytes)).declarations) {
      const { positions, ...declared } = declaration
      t.same(leaves(declared).filter(at => !(at in positions) && !(at.slice(0, at.lastIndexOf('/')) in positions)), [], name)
      for (const [pointer, { offset = 0, length = 0 }] of Object.entries(positions).filter(([pointer]) => verbatim.test(pointer))) {
        t.equal(bytes.subarray(offset, offset + length).toString('latin1').toUpperCase(), String(valueAt(declaration, pointer)).toUpperCase(), `${name} ${pointer}`)
      }
    }
  }
})

t.test('a date is read with its day first, and one that the calendar has not is kept as sent', async t => {
  const dated = async (date: string) => parse(`<Awmds><General_segment><General_segment_id><Date_of_departure>${date}</Date_of_departure></General_segment_id></General_segment><Bol_segment><Bol_id><Bol_reference>A1</Bol_reference></Bol_id></Bol_segment></Awmds>`)
  for (const [date, iso] of [['03/11/2026', '2026-11-03'], ['2026-11-03T00:00:00', '2026-11-03'], ['3.1.2026', '2026-01-03']] as const) t.match((await dated(date)).declarations, [{ conveyance: { date: iso } }])
  const wrong = await dated('13/13/2026')
  t.match(wrong.declarations, [{ conveyance: { date: '13/13/2026' } }])
  t.match(wrong.issues, [{ code: 'date-invalid', pointer: '/conveyance/date' }])
})

t.test('a container bears its seals and its packages, a trader his code unless it is 0', async t => {
  const { declarations } = await parse(bill('<Traders_segment><Consignee><Consignee_code>0</Consignee_code><Consignee_name>A</Consignee_name></Consignee></Traders_segment><Ctn_segment><Ctn_reference>ZZZU1234565</Ctn_reference><Number_of_packages>7</Number_of_packages><Seals>S1</Seals><Empty_Full>E</Empty_Full></Ctn_segment><Goods_segment><Goods_description>X</Goods_description></Goods_segment>'))
  t.match(declarations, [{ parties: [{ role: 'consignee', name: 'A', identifiers: [] }], equipment: [{ number: 'ZZZU1234565', fullness: 'empty', seals: [{ number: 'S1' }] }], goods: [{ equipment: [{ number: 'ZZZU1234565', packages: '7' }] }] }])
})

t.test('a bill has the kind its type says, or the one its mode and master make likely', async t => {
  const kind = async (id: string, mode = '1') => (await parse(`<Awmds><General_segment><Transport_information><Mode_of_transport_code>${mode}</Mode_of_transport_code></Transport_information></General_segment><Bol_segment><Bol_id><Bol_reference>A1</Bol_reference>${id}</Bol_id></Bol_segment></Awmds>`)).declarations[0]
  t.match(await kind('<Bol_type_code>HSB</Bol_type_code>'), { kind: 'house-bill', mode: 'sea' })
  t.match(await kind('<Bol_type_code>X9</Bol_type_code>', '4'), { kind: 'air-waybill', mode: 'air' })
  t.match(await kind('<Master_bol_ref_number>M1</Master_bol_ref_number>', '4'), { kind: 'house-air-waybill', parent: 'M1' })
})

t.test('totals that the bills do not add up to are said, each by its name', async t => {
  const { issues, reads } = await parse('<Awmds><General_segment><Totals_segment><Total_number_of_bols>2</Total_number_of_bols><Total_number_of_packages>9</Total_number_of_packages></Totals_segment></General_segment><Bol_segment><Bol_id><Bol_reference>A1</Bol_reference></Bol_id><Goods_segment><Number_of_packages>9</Number_of_packages></Goods_segment></Bol_segment></Awmds>')
  t.match(issues, [{ code: 'total-mismatch', params: { what: 'consignments', read: 1, total: '2' } }])
  t.match(reads.at(-1), { reportEnd: { consignments: '2', packages: '9' } })
})
