import type { Position } from 'wco-cts'
import { BY_AIR, DOCUMENT_REFERENCES, DOCUMENTS, MASTERS } from './codes.ts'
import { addReference, fill, type Draft } from './draft.ts'
import type { Reading } from './reading.ts'

/** What a transport document that is met in a consignment does to it: it is its own, its master stood before it, or another consignment begins. */
export type Met = { readonly what: 'own' | 'under' } | { readonly what: 'next', readonly parent?: { readonly number: string, readonly at: Position } }

/** True where a reference (RFF 1153) is a transport document. */
export const isDocument = (segment: Reading): boolean => DOCUMENT_REFERENCES.has(segment.qualifier) && segment.peek(0, 1) !== undefined

/** Judges a transport document that is met where a consignment is being read. `bare`: nothing but its number was said of it so far. */
export const meet = ({ declaration }: Draft, segment: Reading, bare: boolean): Met => {
  const { number, parent, kind = '', goods, positions } = declaration
  if (number === undefined || number === segment.peek(0, 1)) return { what: 'own' }
  const isHouse = HOUSES.has(kind)
  // A master may be named after its house as well as before it.
  if (MASTERS.has(segment.qualifier)) return isHouse && parent === undefined && goods.length === 0 ? { what: 'own' } : { what: 'next' }
  if (!HOUSES.has(DOCUMENT_REFERENCES.get(segment.qualifier) ?? '')) return { what: 'next' }
  if (bare && !isHouse) return { what: 'under' }
  const master = isHouse ? parent : number
  return master === undefined ? { what: 'next' } : { what: 'next', parent: { number: master, at: positions[isHouse ? '/parent' : '/number'] ?? segment.at } }
}

/** Puts a consignment of which only the number is known under it, as its master. */
export const putUnder = (draft: Draft): void => {
  const { declaration } = draft
  const { number, positions } = declaration
  fill(draft, '', declaration, { at: positions['/number'] ?? { line: 1 }, fields: { parent: number } })
  for (const field of ['number', 'kind'] as const) {
    delete declaration[field]
    delete positions[`/${field}`]
  }
}

/** Reads a transport document (RFF) into its consignment: its number and kind, or its master. */
export const readDocument = (draft: Draft, segment: Reading): void => {
  const { declaration } = draft
  const number = segment.value(0, 1)
  if (declaration.number !== undefined && declaration.number !== number) {
    fill(draft, '', declaration, { at: segment.at, fields: { parent: number } })
    return
  }
  const kind = kindIn(draft, DOCUMENT_REFERENCES.get(segment.qualifier))
  const stands = segment.qualifier === 'AAM' && declaration.kind !== undefined
  fill(draft, '', declaration, { at: segment.at, fields: { number, kind: stands ? declaration.kind : kind } })
}

/** Reads the document of a consignment where it is named by its type (DOC 1001, 1004, 1366 its issuer). */
export const readDocumentType = (draft: Draft, segment: Reading): boolean => {
  const { declaration } = draft
  const type = segment.code(0)
  const kind = kindIn(draft, DOCUMENTS.get(type ?? ''))
  const number = segment.value(1)
  if (kind === undefined || draft.group !== 'bill') {
    addReference(draft, type ?? 'DOC', number, segment.at)
    return number !== undefined
  }
  fill(draft, '', declaration, { at: segment.at, fields: { kind, issuer: declaration.issuer ?? segment.value(1, 2) } })
  addReference(draft, type ?? 'DOC', number, segment.at)
  return true
}

const HOUSES: ReadonlySet<string> = new Set(['house-bill', 'house-air-waybill'])

const kindIn = ({ declaration: { mode } }: Draft, kind: string | undefined): string | undefined =>
  kind !== undefined && mode === 'air' ? BY_AIR.get(kind) ?? kind : kind
