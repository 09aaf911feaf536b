import { Means, Type, type AtWork, type Static } from 'wco-cts'
import { categories } from './discoveries.ts'

/** Outcomes an examiner can record; `withdrawn` and `waived` are other people's to say. */
export const recorded = ['positive', 'negative', 'inconclusive', 'no-show', 'missed', 'insufficient-resources', 'not-arrived'] as const

/** The form for this target. While the order is only issued everything may be left out: that acknowledges it. */
export const examineForm = (target: AtWork) => {
  const means = lastOrdered(target)
  return Type.Object({
    outcome: Type.Optional(Type.Union(recorded.map(code => Type.Literal(code)), { title: 'Outcome' })),
    means: Type.Optional({ ...Means, ...(means === undefined ? {} : { default: means }) }),
    result: Type.Optional(Type.Union((['clear', 'suspicious', 'discovery', 'inconclusive'] as const).map(result => Type.Literal(result)), { title: 'Result' })),
    discoveries: Type.Optional(Type.Array(Discovery, { title: 'Discoveries', maxItems: 10 })),
    place: Type.Optional(Type.String({ title: 'Place', minLength: 1, maxLength: 100, kind: 'place' })),
    note: Type.Optional(Type.String({ title: 'Note', maxLength: 2000, kind: 'text' }))
  }, { additionalProperties: false })
}

const Discovery = Type.Object({
  category: Type.Union(categories.map(category => Type.Literal(category)), { title: 'What was discovered' }),
  quantity: Type.Number({ title: 'Quantity', minimum: 0 })
}, { additionalProperties: false })

/** An examination as it was filled in. */
export type Examination = Static<ReturnType<typeof examineForm>>

const lastOrdered = ({ controls }: AtWork) => controls.findLast(control => control.result === undefined)?.means

/** The control that a result by these means belongs to: the one ordered so; where it has a result already, that is corrected; else the one that was ordered by other means. */
export const fulfilled = ({ controls }: AtWork, means: AtWork['controls'][number]['means']): string | undefined => {
  const waiting = controls.filter(({ result }) => result === undefined)
  return (waiting.findLast(control => control.means === means) ?? controls.findLast(control => control.means === means) ?? waiting.at(-1))?.id
}
