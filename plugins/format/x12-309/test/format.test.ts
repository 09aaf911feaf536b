import t from 'tap'
import { conformFormat } from 'wco-cts/conformance'
import x12 from '../index.ts'

conformFormat(t, x12, { cases: new URL('../cases/', import.meta.url), many: manyBills })

/** A manifest of ten thousand bills, made as it is read. */
async function * manyBills (): AsyncIterable<Uint8Array> {
  const text = new TextEncoder()
  yield text.encode('ISA*00*          *00*          *02*DEML           *ZZ*ZZCUSTOMS      *261201*0930*U*00401*000000420*0*P*>~\nGS*SO*DEML*ZZCUSTOMS*20261201*0930*420*X*004010~\nST*309*0001~\nM10*DEML*O*ZZ*9074729*DEMO STAR*114S*MANY*10000*A*L~\nP4*1703*20261209*10000~\n')
  for (let serial = 1_000_000; serial < 1_010_000; serial++) {
    yield text.encode(`LX*${serial - 999_999}~\nM11*${serial}*57035*120*CTN*2400*K*14*X**NANJING**DEML~\nN1*SH*LOTUS TEXTILE CO~\nN3*12 GARDEN ROAD~\nN4*SHANGHAI**200001*CN~\nN1*CN*BAHARI TRADERS~\nVID*4B*DEMU*1234560*SL${serial}*****45G1*L*PP~\nN10*120*COTTON TOWELS*LOTUS*J*630260**K*2400~\n`)
  }
  yield text.encode('SE*80004*0001~\nGE*1*420~\nIEA*1*000000420~\n')
}
