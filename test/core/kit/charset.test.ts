import * as fc from 'fast-check'
import t from 'tap'
import { decoderOf, unicodeMark } from 'wco-cts'

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values)
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

t.test('a byte order mark tells the form of Unicode, and zeros tell UTF-16 without one', async t => {
  t.same(unicodeMark(bytes(0xef, 0xbb, 0xbf, 0x55)), { charset: 'utf-8', length: 3 })
  t.same(unicodeMark(bytes(0xff, 0xfe, 0x55, 0)), { charset: 'utf-16le', length: 2 })
  t.same(unicodeMark(bytes(0xfe, 0xff, 0, 0x55)), { charset: 'utf-16be', length: 2 })
  t.same(unicodeMark(bytes(0x55, 0, 0x4e, 0)), { charset: 'utf-16le', length: 0 })
  t.same(unicodeMark(bytes(0, 0x55, 0, 0x4e)), { charset: 'utf-16be', length: 0 })
  t.equal(unicodeMark(utf8('UNB+')), null)
  t.equal(unicodeMark(bytes()), null)
})

t.test('plain ASCII is what was declared, whatever that is', async t => {
  t.same(decoderOf()(utf8('ACME'), 'iso-8859-5'), { text: 'ACME', charset: 'iso-8859-5', fallback: false })
  t.same(decoderOf()(utf8('ACME')), { text: 'ACME', charset: 'us-ascii', fallback: false })
})

t.test('UTF-8 that was declared as ASCII or Latin 1 is read as UTF-8 and said', async t => {
  for (const declared of ['us-ascii', 'iso-8859-1', undefined]) {
    t.same(decoderOf()(utf8('Müller Åland'), declared), { text: 'Müller Åland', charset: 'utf-8', fallback: true }, String(declared))
  }
  t.same(decoderOf()(utf8('Müller'), 'utf-8'), { text: 'Müller', charset: 'utf-8', fallback: false })
})

t.test('Latin 1 is read as declared, with the quotes of windows-1252', async t => {
  t.same(decoderOf()(bytes(0x4d, 0xfc, 0x6c), 'iso-8859-1'), { text: 'Mül', charset: 'iso-8859-1', fallback: false })
  t.equal(decoderOf()(bytes(0x93, 0x80, 0x94), 'iso-8859-1').text, '“€”')
})

t.test('bytes that are not of the declared set are read in the fallback of the site', async t => {
  t.same(decoderOf()(bytes(0x4d, 0xfc), 'us-ascii'), { text: 'Mü', charset: 'windows-1252', fallback: true })
  t.same(decoderOf('windows-1251')(bytes(0xcc, 0xe8, 0xf0), 'us-ascii'), { text: 'Мир', charset: 'windows-1251', fallback: true })
  t.same(decoderOf('windows-1256')(bytes(0xe3, 0xc8), 'utf-8'), { text: 'مب', charset: 'windows-1256', fallback: true })
  t.same(decoderOf('gb18030')(bytes(0xd6, 0xd0), 'us-ascii'), { text: '中', charset: 'gb18030', fallback: true })
  t.same(decoderOf('shift_jis')(bytes(0x93, 0xfa), 'us-ascii'), { text: '日', charset: 'shift_jis', fallback: true })
})

t.test('a declared set is believed, and a set that no one knows is not', async t => {
  t.same(decoderOf()(bytes(0xbc, 0xd8, 0xe0), 'iso-8859-5'), { text: 'Мир', charset: 'iso-8859-5', fallback: false })
  t.same(decoderOf()(bytes(0xfc), 'no-such-set'), { text: 'ü', charset: 'windows-1252', fallback: true })
  t.same(decoderOf('no-such-set')(bytes(0xfc), 'us-ascii'), { text: 'ü', charset: 'windows-1252', fallback: true })
})

t.test('any bytes are read in any declared set, and none are lost in a set of single bytes', async t => {
  const sets = fc.constantFrom('us-ascii', 'iso-8859-1', 'iso-8859-6', 'utf-8', 'windows-1252', 'gb18030', 'x')
  fc.assert(fc.property(fc.uint8Array({ minLength: 1 }), sets, (some, declared) => {
    const { text } = decoderOf()(some, declared)
    return text.length > 0 && (declared !== 'windows-1252' || text.length === some.length)
  }))
  t.pass('no throw')
})
