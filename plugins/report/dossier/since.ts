import type { Block, Desk, TargetView } from 'wco-cts'

/** What became of the cargo since the target was opened: cancelled by its sender, amended in which fields, and what the assessment comes to as it is declared now. */
export const since = (target: TargetView, desk: Pick<Desk, 'text'>): readonly Block[] => {
  const { cancelled, cargo, lane, score } = target
  const amended = amendments(target, desk)
  return [
    ...(cancelled ? [said('cancelled')] : []),
    ...(amended.length === 0 ? [] : [said('amended', { amendments: amended.join('; ') })]),
    ...(cargo.lane === null || cargo.score === null || (cargo.lane === lane && cargo.score === score) ? [] : [said('present', { lane: desk.text('report/dossier', `lane.${cargo.lane}`), score: cargo.score })])
  ]
}

// That it was cancelled is said before, in plain words.
const amendments = ({ amended }: TargetView, desk: Pick<Desk, 'text'>): readonly string[] => amended.flatMap(({ version, changed }) => {
  const fields = [...new Set(changed.filter(at => at !== '/cancelled').map(at => fieldOf(at, desk)))]
  return fields.length === 0 ? [] : [desk.text('report/dossier', 'reports.amendment', { version, fields: fields.join(', ') })]
})

const said = (key: string, params: Readonly<Record<string, string | number>> = {}): Block => ({ type: 'text', text: { key: `reports.${key}`, params } })

// A control officer is told which part to look at anew; the consignment itself shows each value.
const fieldOf = (at: string, desk: Pick<Desk, 'text'>): string => {
  const name = at.split('/')[1] ?? ''
  const key = `codes.field.${name}`
  const text = desk.text('report/dossier', key)
  return text === key ? name : text
}
