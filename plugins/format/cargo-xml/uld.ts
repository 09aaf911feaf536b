import type { DeclaredEquipment, XmlElement } from 'wco-cts'
import { fill, said, type Draft } from './draft.ts'
import { measured } from './measures.ts'
import { capital, meaning, take, takeAll, type Words } from './nodes.ts'

/** Adds a unit load device, once; gives its number. Its ID is the whole number or the serial alone, between its type and its operator (IATA ULD regulations). */
export const addUld = (draft: Draft, unit: XmlElement): Words | undefined => {
  const { used, declaration } = draft
  const id = capital(take(used, unit, 'ID'))
  const type = capital(take(used, unit, 'CharacteristicCode'))
  const owner = capital(take(used, unit, 'OperatingParty/PrimaryID'))
  if (!id) return undefined
  const compact = id.text.replace(/[\s-]/g, '')
  const whole = WHOLE.exec(compact)
  const number = meaning(whole || !SERIAL.test(compact) ? compact : `${type?.text ?? ''}${compact}${owner?.text ?? ''}`, id)
  if (declaration.equipment.some(known => known.number === number.text)) return number
  const equipment: DeclaredEquipment = { seals: [] }
  const pointer = `/equipment/${declaration.equipment.push(equipment) - 1}`
  fill(draft, pointer, equipment, {
    number,
    category: meaning('ULD', id),
    type: type ?? (whole?.[1] === undefined ? undefined : meaning(whole[1], id)),
    supplier: owner ?? (whole?.[2] === undefined ? undefined : meaning(whole[2], id)),
    remark: take(used, unit, 'LoadingRemark'),
    ...measured(draft, unit, `${pointer}/mass`, 'GrossWeightMeasure', 'mass', 'massUnit')
  })
  for (const seal of takeAll(used, unit, 'AffixedLogisticsSeal/ID')) equipment.seals.push({ number: said(draft, `${pointer}/seals/${equipment.seals.length}/number`, seal) })
  return number
}

const WHOLE = /^([A-Z][A-Z0-9]{2})[A-Z0-9]\d{3,4}([A-Z0-9]{2})$/
const SERIAL = /^[A-Z0-9]?\d{3,5}$/
