import type { Condition, Test } from './condition.ts'
import type { FieldKind } from './fields.ts'
import type { Anchor } from './operator.ts'
import type { Path } from './scope.ts'

/** A key in a field without which a rule cannot hold. */
export interface Placed { readonly path: Path, readonly anchor: Anchor }

/** Keys of which a consignment must answer to one before a rule can hold, and how large a share of all cargo they are thought to let through. */
export interface Anchorage { readonly share: number, readonly at: readonly Placed[] }

/** The rarest keys a rule cannot do without; null for a rule that may hold of anything. Of `all` the rarest part will do, of `any` every part must have its own. */
export const anchorageOf = (condition: Condition): Anchorage | null => {
  switch (condition.is) {
    case 'leaf': return ofTest(condition)
    case 'all': return rarest(condition.of.map(anchorageOf))
    case 'any': return together(condition.of.map(anchorageOf))
    case 'not': return null
    case 'some': return anchorageOf(condition.of)
  }
}

const ofTest = ({ judge: { anchor }, whole }: Test): Anchorage | null => {
  if (!anchor) return null
  const share = anchor.keys.reduce((sum: number, key) => sum + shareOf(anchor.by, whole.kind, String(key).length), 0)
  return { share, at: [{ path: whole, anchor }] }
}

const rarest = (parts: readonly (Anchorage | null)[]): Anchorage | null =>
  parts.reduce((best, part) => part !== null && (best === null || part.share < best.share) ? part : best, null)

const together = (parts: readonly (Anchorage | null)[]): Anchorage | null =>
  parts.reduce<Anchorage | null>((sum, part) => sum === null || part === null ? null : { share: sum.share + part.share, at: [...sum.at, ...part.at] }, { share: 0, at: [] })

// Rough shares, right in their order: a container number names one box, a place one of some thousands, a country one of a few that trade, a mode one of two.
const SHARES: Readonly<Record<FieldKind, number>> = {
  identifier: 1e-6, equipment: 1e-6, contact: 1e-6, name: 1e-6, address: 1e-6, text: 1e-5, commodity: 1e-4, place: 5e-3, number: 1e-2,
  code: 5e-2, country: 5e-2, fact: 1e-1, date: 1e-1, choice: 3e-1, flag: 5e-1, group: 1
}

const shareOf = (by: Anchor['by'], kind: FieldKind, length: number): number => {
  if (by === 'exact') return SHARES[kind]
  return Math.max(SHARES[kind], by === 'prefix' ? 5 ** -length : 3 ** -length)
}
