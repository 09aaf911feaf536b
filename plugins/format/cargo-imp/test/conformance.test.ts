import t from 'tap'
import { conformFormat } from 'wco-cts/conformance'
import cargoImp from '../index.ts'

conformFormat(t, cargoImp, { cases: new URL('../cases/', import.meta.url), many: manyWaybills })

/** A file of ten thousand waybills, made as it is read. */
async function * manyWaybills (): AsyncIterable<Uint8Array> {
  const text = new TextEncoder()
  for (let serial = 1_000_000; serial < 1_010_000; serial++) {
    yield text.encode(`FWB/16\r\n999-${serial}${serial % 7}PVGNBO/T12K240\r\nRTG/NBOZZ\r\nSHP\r\n/LOTUS TEXTILE CO\r\n/12 GARDEN ROAD\r\n/SHANGHAI\r\n/CN\r\nCNE\r\n/BAHARI TRADERS\r\n/4 DIGO ROAD\r\n/NAIROBI\r\n/KE\r\nRTD/1/P12/K240/CQ/W240\r\n/NG/COTTON TOWELS\r\nREF/PVGFMZZ\r\n`)
  }
}
