import type { Block, Composed, ConsignmentView, Desk, TargetView } from 'wco-cts'
import { containers, goods, movement } from './of-cargo.ts'
import { parties } from './of-parties.ts'
import { doneSoFar, ordered, outcome } from './of-work.ts'
import { since } from './since.ts'

/** Composes the sheet in the order a control officer decides: why, what it is, whose it is, what is to be done, what was done. */
export const composeDossier = async (id: string, desk: Desk): Promise<Composed> => {
  const target = await desk.target(id)
  const cargo = await desk.consignment(target.consignment)
  return {
    title: cargo.document.number === undefined ? { key: 'title' } : { key: 'reports.sheet', params: { number: cargo.document.number } },
    blocks: [
      { type: 'lane', lane: target.lane, score: target.score },
      facts(target, cargo),
      ...since(target, desk),
      ...why(target, desk),
      ...movement(cargo),
      ...parties(cargo),
      ...containers(cargo),
      ...goods(cargo),
      ...ordered(target, desk),
      ...doneSoFar(target),
      outcome(target)
    ]
  }
}

const facts = (target: TargetView, cargo: ConsignmentView): Block => ({
  type: 'figures',
  items: [
    { label: { key: 'reports.state' }, cell: { value: `state.${target.state}`, kind: 'code', link: `/targets/${target.id}` } },
    { label: { key: 'reports.arrival' }, cell: { value: cargo.arrival ?? null, kind: 'time' } },
    { label: { key: 'reports.due' }, cell: { value: target.due ?? null, kind: 'time' } },
    { label: { key: 'reports.office' }, cell: { value: target.office ?? cargo.office ?? null, kind: 'identifier' } }
  ]
})

/** Each finding is a sentence with the words it rests on marked; what was not assessed is said as plainly. */
const why = ({ findings, gaps, cargo }: TargetView, desk: Desk): readonly Block[] => [
  { type: 'heading', text: { key: 'reports.why' } },
  ...findings.flatMap((finding): Block[] => [{
    type: 'text',
    text: { key: 'reports.finding', params: { text: finding.text, profile: finding.title, version: finding.version, score: finding.score } },
    ...(finding.words === undefined ? {} : { words: finding.words })
  }, ...declaredThen(finding, cargo.version), ...noLonger(finding)]),
  ...(findings.length === 0 ? [{ type: 'text', text: { key: 'reports.no-finding' } } as const] : []),
  ...gaps.map(({ plugin, failed }): Block => ({ type: 'text', text: { key: 'reports.gap', params: { part: nameOf(plugin, desk), failed } } }))
]

/** The words a finding rests on, where the goods further down are of a later version. */
const declaredThen = ({ consignmentVersion: version, quoted, words = [] }: TargetView['findings'][number], now: number): Block[] => {
  const texts = [...new Set(quoted.flatMap(({ value }) => typeof value === 'string' ? [value] : []))]
  return version === now || texts.length === 0 ? [] : [{ type: 'text', text: { key: 'reports.declared-then', params: { version, text: texts.join(' · ') } }, words }]
}

const noLonger = ({ consignmentVersion: until, gone }: TargetView['findings'][number]): Block[] =>
  gone === undefined ? [] : [{ type: 'text', text: { key: gone > until ? 'reports.not-standing' : 'reports.not-found-again', params: { until, gone } } }]

const nameOf = (plugin: string, desk: Desk): string => {
  const title = desk.text(plugin, 'title')
  return title === 'title' ? plugin : title
}
