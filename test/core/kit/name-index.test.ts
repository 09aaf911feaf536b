import t from 'tap'
import { assert, constantFrom, nat, property, record } from 'fast-check'
import { compareNames, nameIndex, readName } from 'wco-cts'

const indexOf = (names: readonly string[]) => {
  const index = nameIndex()
  names.forEach((name, number) => index.add(number, readName(name)))
  return index
}
const found = (index: ReturnType<typeof nameIndex>, name: string, least = 85): readonly number[] => index.find(readName(name), least).map(({ number }) => number)

t.test('a name is found by another spelling, order, script, and by its words joined or parted', async t => {
  const index = indexOf(['DARWISH, Khalid Farhan', 'YA MAHDI INDUSTRIES', 'ООО Морская компания Восход', 'Seagull Marine Works'])
  t.same(found(index, 'Khalid Ferhan Darwish'), [0])
  t.same(found(index, 'YAMAHDI INDUSTRIES'), [1])
  t.same(found(index, 'OOO Morskaya Kompaniya Voskhod'), [2])
  t.same(found(index, 'SEA GULL MARINE WORKS'), [3])
  t.same(found(index, 'HALBERG MASCHINEN'), [])
})

t.test('the best of several names comes first', async t => {
  const index = indexOf(['BLUE MARLIN FISHERIES OF ZANZIBAR', 'BLUE MARLIN FISHERIES'])
  t.same(found(index, 'Blue Marlin Fisheries', 70), [1, 0])
})

t.test('a name taken out is found no more, and one put in its place is', async t => {
  const index = indexOf(['BLUE MARLIN FISHERIES', 'BLUE MARLIN FISHERIES'])
  index.remove(0)
  index.add(1, readName('RED SNAPPER FISHERIES'))
  t.same(found(index, 'BLUE MARLIN FISHERIES'), [])
  t.same(found(index, 'RED SNAPPER FISHERIES'), [1])
  t.equal(index.size, 1)
})

t.test('legal forms and general words find nothing', async t => {
  const index = indexOf(['ORIENT SHIPPING CORP', 'SHIPPING', 'AL NOOR TRADING LLC', 'CORP'])
  for (const name of ['CORP', 'LLC', 'AL', 'SHIPPING', 'TO ORDER OF', '']) t.same(found(index, name, 51), [], name)
})

t.test('the index finds what comparing with every name finds', async () => {
  const given = ['Khalid', 'Mohamed', 'Anwar', 'Yusuf', 'Sergey', 'Dimitri', 'Blue', 'Nordic', 'Orient', 'Volga']
  const last = ['Darwish', 'Kuznetsov', 'Papadakis', 'Marlin', 'Halberg', 'Copper', 'Zanzibar', 'Okonkwo', 'Tantoush', 'Wadhwani']
  const ends = ['', 'Ltd', 'Shipping Co', 'Trading LLC', 'of Lunda', '44']
  const names = given.flatMap(one => last.flatMap(two => ends.map(end => `${one} ${two} ${end}`.trim())))
  const read = names.map(readName)
  const index = indexOf(names)
  const slip = record({ name: constantFrom(...names), at: nat(), how: constantFrom('drop', 'swap', 'double', 'none') })
  assert(property(slip, ({ name, at, how }) => {
    const place = 1 + at % (name.length - 2)
    const asked = how === 'none' ? name : how === 'drop' ? name.slice(0, place) + name.slice(place + 1)
      : how === 'double' ? name.slice(0, place) + name[place] + name.slice(place)
        : name.slice(0, place) + name[place + 1] + name[place] + name.slice(place + 2)
    const one = readName(asked)
    const all = read.flatMap((other, number) => one.telling > 0 && compareNames(one, other).score >= 85 ? [number] : [])
    const met = new Set(found(index, asked))
    return all.filter(number => met.has(number)).length >= all.length * 0.99
  }), { numRuns: 60 })
})
