import type { FieldKind } from './fields.ts'

/** Free text: compared word by word. */
export const TEXTS: readonly FieldKind[] = ['name', 'address', 'text', 'fact']

/** Codes and identifiers: compared sign by sign, whatever stands between the signs. */
export const CODES: readonly FieldKind[] = ['identifier', 'contact', 'place', 'country', 'commodity', 'equipment', 'code', 'fact']

/** What has an order: figures and times. */
export const ORDERED: readonly FieldKind[] = ['number', 'date', 'fact']

/** All that can be compared as a whole. */
export const SINGLE: readonly FieldKind[] = [...new Set<FieldKind>([...TEXTS, ...CODES, 'choice', 'flag', 'number'])]

/** All there is, parts with fields of their own included. */
export const ANY: readonly FieldKind[] = [...new Set<FieldKind>([...SINGLE, 'date', 'group'])]
