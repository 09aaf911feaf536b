import * as fc from 'fast-check'
import type { Test } from 'tap'
import { Control, faultsOf, isProblem, outcomes, type Actor, type AtWork, type Effect, type Plugin, type Within, type WorkflowStep } from 'wco-cts'
import { conformCard } from './card.ts'
import { lackingIn } from './form.ts'
import { gather } from './gather.ts'
import { madeActor, noTables } from './made.ts'
import { textsOf, type PluginTexts } from './texts.ts'

/** One way to fill in a step's form. */
interface Filled { readonly target: AtWork, readonly input: unknown, readonly actor?: Actor }

interface Given {
  readonly folder: URL
  readonly options?: object
  /** What is accepted, and the state each leads to. */
  readonly accepted: readonly (Filled & { readonly to: string })[]
  readonly refused: readonly Filled[]
  /** A database for steps that have tables. */
  readonly within?: <T>(work: (within: Within) => Promise<T>) => Promise<T>
}

interface Scene { readonly step: WorkflowStep, readonly texts: PluginTexts, readonly given: Given, readonly within: NonNullable<Given['within']> }

/** A step leads only where it said, names a permission that exists, refuses what its form refuses, and has a text for all it says. */
export const conformStep = (t: Test, plugin: Plugin, given: Given) =>
  t.test(`${plugin.id} conforms as a workflow step`, async t => {
    await conformCard(t, plugin, given)
    const { steps } = await gather(plugin, given.options)
    const texts = await textsOf(plugin, given.folder)
    t.not(steps.length, 0, 'it adds a step')
    for (const step of steps) {
      t.ok(step.permission in (plugin.permissions ?? {}), `step ${step.id} asks for a permission of its card`)
      t.ok(texts.has(`steps.${step.id}`), `step ${step.id} has a text`)
      const scene = { step, texts, given, within: given.within ?? noTables }
      await accepts(t, scene)
      await refuses(t, scene)
      await survives(t, scene)
    }
  })

const accepts = (t: Test, { step, texts, given, within }: Scene) =>
  t.test(`${step.id} leads where it said`, async t => {
    for (const { target, input, actor = madeActor(), to } of given.accepted) {
      const form = await within(async inside => step.offer(target, actor, inside))
      if (form === null) throw new Error(`${step.id} is not offered in ${target.state}, though ${JSON.stringify(input)} is to be accepted`)
      t.same(lackingIn(form, texts.has), [], `its form in ${target.state} can be filled in`)
      const effect = await within(async inside => step.take(target, input, actor, inside))
      t.equal(effect.to, to, `${JSON.stringify(input)} leads from ${target.state} to ${to}`)
      t.same(wrongWith(effect, step, texts), [], 'and its effect can be kept and read')
    }
  })

const refuses = (t: Test, { step, texts, given, within }: Scene) =>
  t.test(`${step.id} refuses in words`, async t => {
    for (const { target, input, actor = madeActor() } of given.refused) {
      const refusal: unknown = await within(async inside => step.take(target, input, actor, inside)).then(() => null, (error: unknown) => error)
      t.ok(isProblem(refusal), `${JSON.stringify(input)} is refused in ${target.state}`)
      if (!isProblem(refusal)) continue
      t.ok(refusal.status >= 400 && refusal.status < 500, 'as the asker’s problem, not a fault of ours')
      t.ok(refusal.type === 'input-invalid' || texts.has(`problems.${refusal.type}`), `with a text for ${refusal.type}`)
      for (const { detail } of refusal.errors.filter(({ detail }) => KEY.test(detail))) t.ok(texts.has(`problems.${detail}`), `and one for ${detail}`)
    }
  })

const survives = (t: Test, { step, texts, given, within }: Scene) =>
  t.test(`${step.id} takes no harm from any input`, async () => {
    const target = fc.constantFrom(...[...given.accepted, ...given.refused].map(({ target }) => target))
    await within(async inside => fc.assert(fc.asyncProperty(target, fc.jsonValue(), async (target, input) => {
      const effect = await step.take(target, input, madeActor(), inside).catch((error: unknown) => {
        if (isProblem(error)) return null
        throw error
      })
      return effect === null || wrongWith(effect, step, texts).length === 0
    }), { numRuns: 200 }))
  })

const KEY = /^[a-z0-9]+(-[a-z0-9]+)*$/

const wrongWith = (effect: Effect, step: WorkflowStep, texts: PluginTexts): readonly string[] => {
  const said = [
    ...(effect.says === undefined ? [] : [{ key: `history.${effect.says.key}`, params: effect.says.params }]),
    ...(effect.send ?? []).flatMap(({ subject, text, params }) => [{ key: `notices.${subject}`, params }, { key: `notices.${text}`, params }])
  ]
  return [
    ...(step.to.includes(effect.to) ? [] : [`leads to ${effect.to}, which it did not say`]),
    ...(effect.control === undefined ? [] : faultsOf(Control, effect.control).map(({ pointer, detail }) => `control ${pointer}: ${detail}`)),
    ...(effect.outcome === undefined || outcomes.includes(effect.outcome.code) ? [] : [`unknown outcome ${effect.outcome.code}`]),
    ...said.filter(({ key, params }) => !texts.has(key) || UNFILLED.test(texts.text(key, params ?? {}))).map(({ key }) => `${key} has no text, or one with a gap`)
  ]
}

// A text whose parameter is missing comes back as its pattern.
const UNFILLED = /\{\s*\w+\s*(,|\})/
