import t from 'tap'
import { array, assert, constantFrom, oneof, property, string } from 'fast-check'
import { parse } from 'csv-parse/sync'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compareNames, latinize, likeness, readName } from 'wco-cts'

const score = (one: string, other: string): number => compareNames(one, other).score

t.test('a name in Cyrillic or Greek is read in Latin letters by BGN/PCGN', async t => {
  t.equal(latinize('Щербаков Юрий'), 'shcherbakov yuriy')
  t.equal(latinize('Володимир Гнатюк-Їжак'), 'volodimir gnatyuk yizhak', 'letter by letter, each word in its own language')
  t.equal(latinize('Παπαδόπουλος Ευάγγελος'), 'papadopoulos evangelos')
  t.equal(latinize('Łódź Straße Ångström'), 'lodz strasse angstrom')
})

t.test('a list name in Cyrillic meets the Latin of the manifest', async t => {
  t.ok(score('MORSKAYA KOMPANIYA VOSKHOD OOO', 'ООО "Морская компания Восход"') >= 95)
  t.ok(score('Sergei Kuznetsov', 'Сергей Кузнецов') >= 90)
  t.ok(score('DIMITRIOS PAPAS', 'Δημήτριος Παπάς') >= 85)
})

t.test('look-alike letters, zero-width characters, composed accents and double blanks hide nothing', async t => {
  const name = 'NORDIC COPPER TRADERS'
  t.equal(score(name, 'NОRDIС СOPPER TRADERS'), 100, 'Cyrillic О and С')
  t.equal(score(name, 'NOR\u200bDIC  COP\u00adPER TRADERS'), 100)
  t.equal(score('JOSÉ MUÑOZ', 'JOSE\u0301 MUN\u0303OZ'), 100)
  t.ok(score('N0RDIC C0PPER TRADERS', name) >= 90, 'a nought for an O')
})

t.test('a legal form weighs little, however it is written', async t => {
  t.equal(score('Halberg Maschinen GmbH', 'HALBERG MASCHINEN G.M.B.H.'), 100)
  t.equal(score('Volga Grain Limited Liability Company', 'OOO Volga Grain'), 100)
  t.ok(score('HALBERG MASCHINEN', 'HALBERG MASCHINEN GMBH') >= 95)
  t.ok(score('HALBERG MASCHINEN LTD', 'HALBERG MASCHINEN SA') >= 85)
  t.ok(score('HALBERG MASCHINEN LTD', 'HALBERG MASCHINEN SA') < score('HALBERG MASCHINEN LTD', 'HALBERG MASCHINEN LIMITED'))
})

t.test('a name that consists of what everybody bears is nobody', async t => {
  for (const empty of ['CORP', 'LLC', 'AL', 'SHIPPING', 'TRADING CO LTD', 'TO ORDER', 'TO THE ORDER OF']) {
    for (const name of ['ORIENT SHIPPING TRADING CORP', 'AL NOOR LLC', 'SHIPPING CO LTD']) t.ok(score(empty, name) < 60, `${empty} and ${name}`)
  }
  t.same(readName('TO THE ORDER OF BANCA VERDE').parts.map(part => part.text), ['banca', 'verde'])
})

t.test('a part of a name is not the name: the score does not saturate', async t => {
  const whole = 'KHALID FARHAN DARWISH'
  t.ok(score('KHALID', whole) < 85)
  t.ok(score('KHALID AL', 'AL-DARWISH, Khalid') < 85)
  t.ok(score('KHALID DARWISH', whole) < score('KHALID FARHAN DARWISH', whole))
  t.ok(score('BLUE MARLIN', 'BLUE MARLIN FISHERIES OF ZANZIBAR') < score('BLUE MARLIN FISHERIES', 'BLUE MARLIN FISHERIES OF ZANZIBAR'))
})

t.test('order, initials and joined words do not part two spellings of one name', async t => {
  t.ok(score('DARWISH, Khalid Farhan', 'Khalid Farhan Darwish') >= 95)
  t.ok(score('Khalid F. Darwish', 'Khalid Farhan Darwish') >= 85)
  t.ok(score('Khalid Z. Darwish', 'Khalid Farhan Darwish') < 70)
  t.ok(score('KHALIDDARWISH', 'Khalid Darwish') >= 90)
  t.ok(score('SEA GULL MARINE', 'SEAGULL MARINE') >= 90)
})

t.test('numbers must agree, in figures or in words', async t => {
  t.ok(score('FACTORY 44 IRKUTSK', 'FACTORY 45 IRKUTSK') < 70)
  t.ok(score('FACTORY 44 IRKUTSK', 'FACTORY IRKUTSK') < 85)
  t.equal(score('FIRST BANK OF LUNDA', '1st BANK OF LUNDA'), 100)
})

t.test('one word in place of another is another name', async t => {
  t.ok(score('ANWAR HASSAN TARIQ', 'ANWAR YUSUF TARIQ') < 70)
  t.ok(score('Mohamed Yousef', 'Muhammad Yusuf') >= 80)
  t.equal(likeness('tan', 'tao'), 0)
})

t.test('the comparison says which part was paired with which, and what was left', async t => {
  const { pairs, onlyOne, onlyOther } = compareNames('Yamahdi Trading Ltd', 'YA MAHDI INDUSTRIES GROUP LTD')
  t.match(pairs, [{ one: 'ltd', other: 'ltd', by: 'form' }, { one: 'yamahdi', other: 'ya mahdi', by: 'joined' }])
  t.same(onlyOne, ['trading'])
  t.same(onlyOther, ['industries', 'group'])
})

t.test('any two texts compare alike both ways, within bounds, and a text with itself best', async () => {
  const name = oneof(string({ unit: 'grapheme', maxLength: 60 }), array(constantFrom('al', 'nord', 'stern', 'star', 'llc', 'm', '44', 'shipping', 'ya', 'mahdi', 'yamahdi', 'Восход'), { maxLength: 8 }).map(words => words.join(' ')))
  assert(property(name, name, (one, other) => {
    const there = score(one, other)
    return there >= 0 && there <= 100 && Math.abs(there - score(other, one)) <= 12 && score(one, one) >= there - 0.001
  }), { numRuns: 400 })
})

const reference = process.env['CTS_REFERENCE']
const labelled = reference ? join(reference, 'name-matching', 'nomenklatura_name_bench_cases.csv') : ''
t.test('labelled pairs of names are told apart with F1 above 0.80 at 70', { skip: existsSync(labelled) ? false : 'CTS_REFERENCE names no labelled pairs' }, async t => {
  const rows: Record<string, string>[] = parse(readFileSync(labelled), { columns: true, bom: true })
  const count = { right: 0, wrong: 0, missed: 0 }
  for (const row of rows) {
    const says = score(row['name1'] ?? '', row['name2'] ?? '') >= 70
    if (row['is_match'] === 'true') count[says ? 'right' : 'missed']++
    else if (says) count.wrong++
  }
  const f1 = 2 * count.right / (2 * count.right + count.wrong + count.missed)
  t.comment(`F1 ${f1.toFixed(4)} of ${rows.length} pairs at 70: precision ${(count.right / (count.right + count.wrong)).toFixed(4)}, recall ${(count.right / (count.right + count.missed)).toFixed(4)}`)
  t.ok(f1 > 0.8)
})
