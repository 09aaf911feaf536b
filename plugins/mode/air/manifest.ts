import { distinct, joined, type Declaration } from 'wco-cts'
import { summed } from './united.ts'

/**
 * The flights that carry a waybill as one declaration; null where no manifest names it. The flight that brings it here first leads;
 * the calls of all are kept, and each flight is a reference where there are several.
 */
export const manifestOf = (flights: readonly Declaration[], isHere: (place: string | undefined) => boolean): Declaration | null => {
  const inOrder = [...flights].sort((a, b) => compare(orderOf(a), orderOf(b)))
  const leading = inOrder.find(({ discharge }) => isHere(discharge)) ?? inOrder[0]
  if (leading === undefined) return null
  const all = [leading, ...inOrder.filter(flight => flight !== leading)]
  if (all.length === 1) return leading
  const whole = all.reduce(joined)
  return {
    ...whole,
    totals: { ...whole.totals, ...summed(all) },
    conveyance: { ...leading.conveyance, stops: distinct(all.flatMap(({ conveyance }) => conveyance.stops)) },
    references: distinct([...whole.references, ...inOrder.map(({ conveyance: { journey = '', date = '' } }) => ({ scheme: 'flight', value: `${journey} ${date}`.trim() }))])
  }
}

const orderOf = ({ conveyance, loading, discharge }: Declaration): string =>
  [conveyance.date ?? '', conveyance.carrier ?? '', conveyance.journey ?? '', loading ?? '', discharge ?? ''].join('\n')

const compare = (a: string, b: string): number => a < b ? -1 : a > b ? 1 : 0
