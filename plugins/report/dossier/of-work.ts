import type { Block, Desk, TargetView } from 'wco-cts'

const column = (name: string) => ({ key: `reports.columns.${name}` })

/** Controls ordered, with what to look for and what they came to, and holds that stand. */
export const ordered = ({ controls, holds, result }: TargetView, desk: Pick<Desk, 'text'>): readonly Block[] => [
  ...(controls.length === 0 ? [{ type: 'text', text: { key: 'reports.no-control' } } as const] : [controlTable(controls, result !== null, desk)]),
  ...holds.map(({ kind, reason, authority }): Block => ({ type: 'text', text: { key: 'reports.hold', params: { kind, reason, authority } } }))
]

const controlTable = (controls: TargetView['controls'], ended: boolean, desk: Pick<Desk, 'text'>): Block => ({
  type: 'table',
  title: { key: 'reports.controls' },
  columns: ['means', 'place', 'look-for', 'result', 'discoveries'].map(column),
  rows: controls.map(({ means, place, note, result, discoveries }) => [
    { value: `means.${means}`, kind: 'code' },
    { value: place ?? null },
    { value: note ?? null },
    { value: result === undefined ? (ended ? 'reports.not-done' : 'reports.no-result') : `result.${result}`, kind: 'code' },
    { value: discoveries.map(({ category, quantity, unit }) => desk.text('report/dossier', 'reports.discovery', { category: named('category', category, desk), quantity, unit: named('unit', unit, desk) })).join('\n') || null }
  ])
})

// What a plugin of another house discovers nobody here may have named.
const named = (list: string, code: string, desk: Pick<Desk, 'text'>): string => {
  const key = `codes.${list}.${code}`
  const text = desk.text('report/dossier', key)
  return text === key ? code : text
}

/** Everything that was done with the target, oldest first. */
export const doneSoFar = ({ history }: TargetView): readonly Block[] => history.length === 0 ? [] : [{
  type: 'table',
  title: { key: 'reports.timeline' },
  columns: ['at', 'who', 'deed', 'state'].map(column),
  rows: [...history].sort((a, b) => a.at.localeCompare(b.at)).map(({ at, actor, text, to }) => [{ value: at, kind: 'time' }, { value: actor }, { value: text }, { value: `state.${to}`, kind: 'code' }])
}]

/** How the target ended; or that it has not. */
export const outcome = ({ result, controls }: TargetView): Block => result === null
  ? { type: 'text', text: { key: 'reports.no-outcome' } }
  : {
      type: 'table',
      title: { key: 'reports.outcome' },
      columns: ['outcome', 'reason', 'note'].map(column),
      rows: [[{ value: `outcome.${result.code === 'withdrawn' && controls.length === 0 ? 'dismissed' : result.code}`, kind: 'code' }, { value: result.reason === undefined ? null : `reason.${result.reason}`, kind: 'code' }, { value: result.note ?? null }]]
    }
