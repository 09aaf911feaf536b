import type { Cell, Facts } from 'wco-cts'

const count = (value: unknown): Cell => ({ value: typeof value === 'number' ? value : null, kind: 'count' })
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** What the enricher `history` knows of a party or a container: earlier movements, examinations, discoveries. Three dashes where it does not run, or does not know. */
export const knownOf = (facts: Facts, group: 'parties' | 'equipment', at: string): readonly [Cell, Cell, Cell] => {
  const history = facts['history']
  const rows: unknown = isRecord(history) ? history[group] : undefined
  const row = Array.isArray(rows) ? rows.filter(isRecord).find(row => row['at'] === at) : undefined
  return [count(row?.['movements']), count(row?.['examined']), count(row?.['positive'])]
}
