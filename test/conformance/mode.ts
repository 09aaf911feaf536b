import * as fc from 'fast-check'
import type { Test } from 'tap'
import { Consignment, emptyDeclaration, faultsOf, Issue, valueAt, type Declaration, type Filing, type Home, type Lookup, type Plugin, type TransportMode } from 'wco-cts'
import { conformCard } from './card.ts'
import { gather } from './gather.ts'
import { textsOf, type PluginTexts } from './texts.ts'

interface Given {
  readonly folder: URL
  readonly options?: object
  /** The filings of one consignment each, oldest first, with nothing wrong in them. */
  readonly consignments: readonly (readonly Filing[])[]
  /** Declarations whose value at `pointer` carries a check digit, which covers the value from its character `from` on. */
  readonly checkDigits: readonly { readonly declaration: Declaration, readonly pointer: string, readonly from?: number }[]
  readonly lookup?: Lookup
  readonly home?: Home
}

interface Scene { readonly mode: TransportMode, readonly given: Given, readonly texts: PluginTexts, readonly lookup: Lookup, readonly home: Home }

/** A mode makes a consignment of whatever validates, gives the same answer twice, takes no harm from anything declared, and catches mistyped digits. */
export const conformMode = (t: Test, plugin: Plugin, given: Given) =>
  t.test(`${plugin.id} conforms as a mode of transport`, async t => {
    await conformCard(t, plugin, given)
    const { modes } = await gather(plugin, given.options)
    t.not(modes.length, 0, 'it adds a mode')
    const texts = await textsOf(plugin, given.folder)
    for (const mode of modes) {
      const scene = { mode, given, texts, lookup: given.lookup ?? nowhere, home: given.home ?? anywhere }
      await normalizes(t, scene)
      await catchesSlips(t, scene)
      await survives(t, scene)
    }
  })

const nowhere: Lookup = () => undefined
const anywhere: Home = { country: 'XX', office: () => null, zone: () => null }
const ID = '7b0e8a52-0000-4000-8000-000000000020'

const normalizes = (t: Test, { mode, given, lookup, home }: Scene) =>
  t.test(`${mode.id} makes a consignment of what is without error`, async t => {
    for (const filings of given.consignments) {
      const errors = filings.flatMap(({ declaration }) => [...mode.validate(declaration, lookup)]).filter(({ severity }) => severity === 'error')
      t.same(errors, [], 'it finds no error')
      const merged = mode.merge(filings, lookup, home)
      t.same(faultsOf(Consignment, { ...merged, id: ID }), [], 'it makes a consignment')
      t.equal(merged.mode, mode.id, 'of its own mode')
      t.strictSame(mode.merge(structuredClone(filings), lookup, home), merged, 'the same one twice')
      const keys = new Set(filings.map(({ declaration, report, received }) => mode.identity(declaration, report, new Date(received)).key))
      t.equal(keys.size, 1, 'and its filings have one key')
    }
  })

const catchesSlips = (t: Test, { mode, given, lookup, texts }: Scene) =>
  t.test(`${mode.id} catches a mistyped digit`, async t => {
    for (const { declaration, pointer, from = 0 } of given.checkDigits) {
      const value = String(valueAt(declaration, pointer))
      const slips = slipsOf(value, from)
      const issuesOf = (value: string): readonly Issue[] => [...mode.validate(withValue(declaration, pointer, value), lookup)].filter(issue => issue.pointer === pointer)
      t.same(issuesOf(value), [], `${value} is right`)
      const caught = slips.filter(slip => issuesOf(slip).length > 0)
      // Modulus 7 cannot tell 0 from 7, and ISO 6346 writes the remainder 10 as 0: no check digit catches every slip, but none may let more than these pass.
      t.ok(caught.length >= slips.length * 0.85, `${caught.length} of ${slips.length} slips in ${value} are caught`)
      t.same(issuesOf(caught[0] ?? value).filter(({ code }) => !texts.has(`issues.${code}`)), [], 'and there is a text for it')
    }
  })

const survives = (t: Test, { mode, lookup, home, given }: Scene) =>
  t.test(`${mode.id} takes no harm from anything declared`, async t => {
    const [example] = given.consignments.flat()
    if (example === undefined) return
    fc.assert(fc.property(anyDeclaration(example.declaration), declaration => {
      const issues = [...mode.validate(declaration, lookup)]
      const { key } = mode.identity(declaration, example.report, new Date(example.received))
      const merged = mode.merge([example, { ...example, declaration }], lookup, home)
      return issues.every(issue => faultsOf(Issue, issue).length === 0) && key !== '' && faultsOf(Consignment, { ...merged, id: ID }).length === 0
    }), { numRuns: 300 })
    t.pass('neither validating nor merging threw')
  })

const slipsOf = (value: string, from: number): readonly string[] =>
  [...value].flatMap((letter, at) => at >= from && /\d/.test(letter) ? [...'0123456789'].filter(digit => digit !== letter).map(digit => value.slice(0, at) + digit + value.slice(at + 1)) : [])

const withValue = (declaration: Declaration, pointer: string, value: string): Declaration => {
  const parts = pointer.slice(1).split('/')
  const changed = structuredClone(declaration)
  const holder = valueAt(changed, parts.slice(0, -1).map(part => `/${part}`).join(''))
  if (typeof holder === 'object' && holder !== null) Reflect.set(holder, parts.at(-1) ?? '', value)
  return changed
}

// Every text of a sound declaration may be any text: empty, a name, digits, signs, very long.
const anyDeclaration = (sound: Declaration): fc.Arbitrary<Declaration> => {
  const text = fc.oneof(fc.string({ maxLength: 40, unit: 'binary' }), fc.constantFrom('', '0', '-1', '1E400', '99999999999999999999', '20261301', '   ', '\u0000', 'x'.repeat(3000)))
  return fc.tuple(fc.constantFrom(sound, emptyDeclaration()), fc.infiniteStream(text), fc.infiniteStream(fc.boolean())).map(([from, texts, keep]) => {
    const scramble = (value: unknown): unknown => {
      if (typeof value === 'string') return keep.next().value === true ? value : texts.next().value
      if (Array.isArray(value)) return value.map(scramble)
      if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, key === 'positions' ? inner : scramble(inner)]))
      return value
    }
    // The shape of the declaration is kept, only its texts change.
    return scramble(from) as Declaration
  })
}
