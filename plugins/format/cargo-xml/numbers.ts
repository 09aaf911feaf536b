import { fault, fill, type Draft } from './draft.ts'
import { meaning, type Words } from './nodes.ts'

/** An air waybill number as it is written on the waybill, `057-12345675`, where the words are one. */
export const awbOf = (words: Words): { readonly number: Words, readonly valid: boolean, readonly suffix: string } => {
  const [, prefix, one, two, suffix = ''] = AWB.exec(words.text) ?? []
  return prefix === undefined ? { number: words, valid: false, suffix: '' } : { number: meaning(`${prefix}-${one}${two}`, words), valid: true, suffix }
}

/** Fills in the number of an air waybill; what is no such number is kept as sent, and said. */
export const fillAwb = (draft: Draft, field: 'number' | 'parent', words: Words | undefined): void => {
  if (!words) return
  const { number, valid, suffix } = awbOf(words)
  fill(draft, '', draft.declaration, { [field]: number })
  if (!valid) fault(draft, 'awb-number-invalid', 'error', `/${field}`, words)
  else if (suffix !== '') fault(draft, 'awb-number-suffix', 'warning', `/${field}`, words)
}

const AWB = /^(?:AWB)?\s*(\d{3})[\s-]?(\d{4})\s?(\d{4})(?!\d)(.*)$/i
