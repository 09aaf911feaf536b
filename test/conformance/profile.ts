import type { Test } from 'tap'
import { checked, faultsOf, Finding, isProblem, valueAt, type Assessor, type Consignment, type Facts, type Plugin, type ProfileType, type Published, type Static, type TObject } from 'wco-cts'
import { conformCard } from './card.ts'
import { gather } from './gather.ts'
import { textsOf, type PluginTexts } from './texts.ts'

interface Given {
  readonly folder: URL
  readonly options?: object
  /** Settings as an officer would fill them in. At least one must match one of the consignments. */
  readonly settings: readonly unknown[]
  /** Settings that must be refused, by the schema or by `refuse`. */
  readonly refused?: readonly unknown[]
  readonly cargo: readonly { readonly consignment: Consignment, readonly facts?: Facts }[]
}

type Settings = Static<TObject>

interface Scene { readonly type: ProfileType, readonly given: Given, readonly published: readonly Published<Settings>[], readonly texts: PluginTexts }

/** A profile type compiles its examples, finds the same twice and quickly, points its evidence at something there, and can say why. */
export const conformProfile = (t: Test, plugin: Plugin, given: Given) =>
  t.test(`${plugin.id} conforms as a profile type`, async t => {
    await conformCard(t, plugin, given)
    const { profiles } = await gather(plugin, given.options)
    const texts = await textsOf(plugin, given.folder)
    t.not(profiles.length, 0, 'it adds a profile type')
    for (const type of profiles) {
      const published = given.settings.map((settings, index) => ({ profile: idOf(index), version: 1, settings: checked(type.settings, settings) }))
      const scene = { type, given, published, texts }
      await fitsItsForm(t, scene)
      await finds(t, scene)
      await explains(t, scene)
      await changes(t, scene)
    }
  })

const idOf = (index: number): string => `7b0e8a52-0000-4000-8000-${String(index).padStart(12, '0')}`
const TIME = 20

const compiled = async (type: ProfileType, published: readonly Published<Settings>[]): Promise<Assessor<Settings>> =>
  type.compile((async function * () { yield * published })())

const matchesOf = (assessor: Assessor<Settings>, { consignment, facts = {} }: Given['cargo'][number]) =>
  [...assessor.assess(consignment, facts)].sort((one, other) => JSON.stringify(one).localeCompare(JSON.stringify(other)))

const fitsItsForm = (t: Test, { type, given, published }: Scene) =>
  t.test(`settings of ${type.id} pass through the form and back`, async t => {
    for (const { settings } of published) {
      t.strictSame(checked(type.settings, JSON.parse(JSON.stringify(settings))), settings, 'what is written is read again')
      t.same(type.refuse?.(settings) ?? [], [], 'and is not refused')
    }
    for (const settings of given.refused ?? []) t.ok(isRefused(type, settings), `${JSON.stringify(settings)} is refused`)
  })

const isRefused = (type: ProfileType, settings: unknown): boolean => {
  try {
    const judged = checked(type.settings, settings)
    return (type.refuse?.(judged) ?? []).length > 0
  } catch (error) {
    if (isProblem(error)) return true
    throw error
  }
}

const finds = (t: Test, { type, given, published, texts }: Scene) =>
  t.test(`${type.id} finds the same twice, with evidence and a text`, async t => {
    const assessor = await compiled(type, published)
    let found = 0
    for (const cargo of given.cargo) {
      const started = performance.now()
      const matches = matchesOf(assessor, cargo)
      t.ok(performance.now() - started < TIME * Math.max(1, published.length), 'within its time')
      t.strictSame(matchesOf(assessor, cargo), matches, 'the same finding twice')
      t.strictSame(matchesOf(await compiled(type, [...published].reverse()), cargo), matches, 'whatever the order of the profiles')
      for (const match of matches) {
        if (!('finding' in match)) continue
        found++
        const { finding } = match
        const there = { ...cargo.consignment, facts: cargo.facts ?? {} }
        t.same(faultsOf(Finding, finding), [], `${finding.reason} is a finding`)
        t.ok(texts.has(`reasons.${finding.reason}`), `${finding.reason} has a text`)
        t.same(finding.evidence.filter(at => valueAt(there, at) === undefined), [], `${finding.reason} points at something there`)
      }
    }
    t.ok(found > 0, 'something was found')
    t.same(given.cargo.flatMap(cargo => matchesOf(assessor, cargo)).filter(match => 'failed' in match), [], 'and nothing failed')
  })

const explains = (t: Test, { type, given, published, texts }: Scene) =>
  t.test(`${type.id} explains each match and each miss`, async t => {
    const assessor = await compiled(type, published)
    for (const cargo of given.cargo) {
      const matched = new Set(matchesOf(assessor, cargo).map(({ profile }) => profile))
      for (const profile of published) {
        const explanation = type.explain(profile, cargo.consignment, cargo.facts ?? {})
        t.equal(explanation.matched, matched.has(profile.profile), 'it explains what happened')
        t.notOk(explanation.matched && explanation.nearest, 'what matched did not nearly match')
        t.same(explanation.conditions.filter(({ says }) => !texts.has(`conditions.${says}`)).map(({ says }) => says), [], 'every condition has a text')
      }
    }
  })

const changes = (t: Test, { type, given, published }: Scene) =>
  t.test(`${type.id} takes a change as if it had been compiled anew`, async t => {
    const [first, ...rest] = published
    if (first === undefined) return
    const removed = (await compiled(type, published)).change([], [first.profile])
    const added = (await compiled(type, rest)).change([first], [])
    const replaced = (await compiled(type, published)).change([{ ...first, version: 2 }], [first.profile])
    for (const cargo of given.cargo) {
      t.strictSame(matchesOf(removed, cargo), matchesOf(await compiled(type, rest), cargo), 'with one taken out')
      t.strictSame(matchesOf(added, cargo), matchesOf(await compiled(type, published), cargo), 'with one put in')
      t.strictSame(matchesOf(replaced, cargo), matchesOf(await compiled(type, [{ ...first, version: 2 }, ...rest]), cargo), 'with one changed')
    }
  })
