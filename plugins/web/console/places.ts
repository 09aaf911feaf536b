import { fold, foldIdentifier, valueAt, valuesAt, type ConsignmentView, type FilingView, type Position } from 'wco-cts'
import { link } from './said.ts'

/** Where the value a pointer leads to stands in a message, as an address of the raw view; null where no filing says it. */
export const placeOf = (consignment: ConsignmentView, at: string): string | null => {
  const value = valueAt(consignment, at)
  if (typeof value !== 'string' && typeof value !== 'number') return null
  for (const filing of consignment.filings.toReversed()) {
    const position = positionIn(filing, at, String(value))
    if (position) return rawAt(filing.message, position)
  }
  return null
}

/** The address of the raw view of a message at a place. */
export const rawAt = (message: string, { line, offset, length }: Position): string =>
  link(`/messages/${message}/raw-view`, offset === undefined ? { line } : { at: offset, length: length ?? 1 }) + '#here'

// The declaration keeps other names for some of what the consignment has resolved.
const DECLARED_AS: readonly (readonly [RegExp, string])[] = [
  [/^\/document\/(number|kind|parent|issuer)$/, '/$1'],
  [/^\/document\/date$/, '/issued'],
  [/^\/goods\/(\d+)\/grossKilograms$/, '/goods/$1/mass'],
  [/^\/goods\/(\d+)\/netKilograms$/, '/goods/$1/netMass'],
  [/^\/equipment\/(\d+)\/grossKilograms$/, '/equipment/$1/mass'],
  [/^\/equipment\/(\d+)\/seals\/(\d+)$/, '/equipment/$1/seals/$2/number'],
  [/^\/grossKilograms$/, '/totals/mass'],
  [/^\/packages$/, '/totals/packages']
]

/** The pointer into a declaration for a pointer into the consignment made of it. */
export const declaredAs = (at: string): string => {
  const renamed = DECLARED_AS.find(([pattern]) => pattern.test(at))
  return renamed ? at.replace(renamed[0], renamed[1]) : at
}

/** Where in its message a value of a declaration stands. A format may have placed the party and not its name. */
export const nearest = (positions: Readonly<Record<string, Position>>, at: string): Position | null => {
  for (let path = at; path !== ''; path = path.slice(0, path.lastIndexOf('/'))) {
    const position = Object.hasOwn(positions, path) ? positions[path] : undefined
    if (position) return position
  }
  return null
}

// The same line may have another number in the filing, so it is sought by what it says before it is taken by its place.
const positionIn = ({ declaration }: FilingView, at: string, value: string): Position | null => {
  const declared = declaredAs(at)
  const same = valuesAt(declaration, declared.replace(/\/\d+(?=\/|$)/g, '/*'))
    .find(candidate => typeof candidate.value === 'string' && alike(candidate.value, value))
  const found = same?.at ?? (valueAt(declaration, declared) === undefined ? null : declared)
  return found === null ? null : nearest(declaration.positions, found)
}

const alike = (a: string, b: string): boolean => fold(a) === fold(b) || (foldIdentifier(a) === foldIdentifier(b) && foldIdentifier(a) !== '')
