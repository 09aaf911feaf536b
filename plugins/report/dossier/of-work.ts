import type { Block, Desk, TargetView } from 'wco-cts'

const column = (name: string) => ({ key: `reports.columns.${name}` })

/** Controls ordered, with what to look for and what they came to, and holds that stand. */
export const ordered = ({ controls, holds }: TargetView, desk: Pick<Desk, 'text'>): readonly Block[] => [
  ...(controls.length === 0 ? [{ type: 'text', text: { key: 'reports.no-control' } } as const] : [controlTable(controls, desk)]),
  ...holds.map(({ kind, reason, authority }): Block => ({ type: 'text', text: { key: 'reports.hold', params: { kind, reason, authority } } }))
]

const controlTable = (controls: TargetView['controls'], desk: Pick<Desk, 'text'>): Block => ({
  type: 'table',
  title: { key: 'reports.controls' },
  columns: ['means', 'place', 'look-for', 'result', 'discoveries'].map(column),
  rows: controls.map(({ means, place, note, result, discoveries }) => [
    { value: `means.${means}`, kind: 'code' },
    { value: place ?? null },
    { value: note ?? null },
    { value: result === undefined ? 'reports.no-result' : `result.${result}`, kind: 'code' },
    { value: discoveries.map(({ category, quantity, unit }) => desk.text('report/dossier', 'reports.discovery', { category: desk.text('report/dossier', `codes.category.${category}`), quantity, unit })).join('\n') || null }
  ])
})

/** Everything that was done with the target, oldest first. */
export const doneSoFar = ({ history }: TargetView): readonly Block[] => history.length === 0 ? [] : [{
  type: 'table',
  title: { key: 'reports.timeline' },
  columns: ['at', 'who', 'deed', 'state'].map(column),
  rows: [...history].sort((a, b) => a.at.localeCompare(b.at)).map(({ at, actor, text, to }) => [{ value: at, kind: 'time' }, { value: actor }, { value: text }, { value: `state.${to}`, kind: 'code' }])
}]

/** How the target ended; or that it has not. */
export const outcome = ({ result }: TargetView): Block => result === null
  ? { type: 'text', text: { key: 'reports.no-outcome' } }
  : {
      type: 'table',
      title: { key: 'reports.outcome' },
      columns: ['outcome', 'reason', 'note'].map(column),
      rows: [[{ value: `outcome.${result.code}`, kind: 'code' }, { value: result.reason === undefined ? null : `reason.${result.reason}`, kind: 'code' }, { value: result.note ?? null }]]
    }
