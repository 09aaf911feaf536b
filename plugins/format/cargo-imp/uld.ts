import type { DeclaredEquipment } from 'wco-cts'
import { fill, type Draft } from './draft.ts'
import { capital, groupsOf, type Words, type Field } from './field.ts'

/** Adds a unit load device to the declaration: type, serial and owner are parts of its number (IATA ULD regulations). */
export const addUld = (draft: Draft, number: Field, remark?: Words): void => {
  const unit: DeclaredEquipment = { seals: [] }
  const pointer = `/equipment/${draft.declaration.equipment.push(unit) - 1}`
  const found = groupsOf(number, ULD)
  fill(draft, pointer, unit, { number: capital(number), category: { text: 'ULD', at: number.at }, type: capital(found?.type), supplier: capital(found?.owner), remark })
}

const ULD = /^(?<type>[A-Z][A-Z0-9]{2})[A-Z0-9]\d{3,4}(?<owner>[A-Z0-9]{2})$/di
