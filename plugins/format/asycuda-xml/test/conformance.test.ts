import t from 'tap'
import { conformFormat } from 'wco-cts/conformance'
import asycudaXml from '../index.ts'

conformFormat(t, asycudaXml, { cases: new URL('../cases/', import.meta.url), many: manyBills })

/** A manifest of twelve thousand bills, made as it is read. */
async function * manyBills (): AsyncIterable<Uint8Array> {
  const text = new TextEncoder()
  yield text.encode('<Awmds><General_segment><General_segment_id><Customs_office_code>CIAB1</Customs_office_code><Voyage_number>1</Voyage_number></General_segment_id></General_segment>\n')
  for (let serial = 0; serial < 12_000; serial++) {
    yield text.encode(`<Bol_segment><Bol_id><Bol_reference>NKL${serial}</Bol_reference><Bol_nature>23</Bol_nature></Bol_id><ctn_segment><Ctn_reference>ZZZU${1_000_000 + serial % 500}</Ctn_reference></ctn_segment><Goods_segment><Number_of_packages>4</Number_of_packages><Gross_mass>50</Gross_mass><Goods_description>MAPS</Goods_description></Goods_segment></Bol_segment>\n`)
  }
  yield text.encode('</Awmds>')
}
