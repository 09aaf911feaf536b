import type { DeclaredGoods } from 'wco-cts'
import { addText, said, type Draft } from './draft.ts'
import { part, spanning, type Field, type Words } from './field.ts'

/** Adds a goods item and gives it with its pointer. */
export const addGoods = (draft: Draft): { readonly goods: DeclaredGoods, readonly pointer: string } => {
  const goods: DeclaredGoods = { commodity: [], dangerous: [], equipment: [] }
  return { goods, pointer: `/goods/${draft.declaration.goods.push(goods) - 1}` }
}

/** A description sent in lines of fixed length as one text: a line that is full ran on into the next, any other ends with its word. */
export const runOn = (lines: readonly Field[], full: number): Words | undefined => {
  const filled = lines.filter(({ text }) => text !== '')
  const [first] = filled
  const last = filled.at(-1)
  if (!first || !last) return undefined
  const text = filled.map((field, index) => {
    const before = filled[index - 1]
    const apart = before && (before.text.length < full || field.line.text[field.from - 1] === ' ')
    return apart ? ` ${field.text}` : field.text
  }).join('')
  return { text, at: spanning(first, last) }
}

/** HS codes of one line, which may hold several. */
export const addCommodities = (draft: Draft, pointer: string, goods: DeclaredGoods, field: Field): void => {
  for (const { 0: code, index } of field.text.matchAll(/[^\s,;]+/g)) {
    addText(draft, `${pointer}/commodity`, goods.commodity, part(field, index, index + code.length))
  }
}

/** Links goods to the ULD they are in, which is added where it is not yet known. */
export const stowIn = (draft: Draft, pointer: string, goods: DeclaredGoods, number: Words, packages?: Words): void => {
  const own = `${pointer}/equipment/${goods.equipment.length}`
  goods.equipment.push({ number: said(draft, `${own}/number`, number), ...(packages ? { packages: said(draft, `${own}/packages`, packages) } : {}) })
}
