import { addNote, addReference, addText, fill, unread, type Draft } from './draft.ts'
import { addStop, CARRIER } from './flight.ts'
import { capital, groupsOf, rejoined } from './field.ts'
import { contentOf, type Section } from './sections.ts'

/** Reads FLT, the flights booked: carrier and number with the day of the month, in pairs; the first is the conveyance. */
export const readFlights = (draft: Draft, section: Section): void => {
  const elements = contentOf(section).flat()
  const [journey, date] = elements
  if (!journey) return
  const carrier = groupsOf(journey, CARRIER)?.carrier
  fill(draft, '/conveyance', draft.declaration.conveyance, { journey: capital(journey), date: capital(date), carrier: capital(carrier) })
  for (let index = 2; index < elements.length; index += 2) addReference(draft, 'FLT', rejoined(elements.slice(index, index + 2)))
}

/** Reads RTG, the routing: each next place with the carrier that takes it there; the waybill's destination is where it is discharged. */
export const readRouting = (draft: Draft, section: Section): void => {
  const { declaration } = draft
  const legs = contentOf(section).flat()
  legs.forEach((leg, index) => {
    const found = groupsOf(leg, LEG)
    const place = capital(found?.place)
    if (!place) {
      if (leg.text !== '') unread(draft, leg)
      return
    }
    const last = index === legs.length - 1 || place.text === declaration.destination
    addStop(draft, last ? 'discharge' : 'transit', place)
    if (!last) addText(draft, '/transhipments', declaration.transhipments, place)
    if (index === 0 && declaration.conveyance.carrier === undefined) fill(draft, '/conveyance', declaration.conveyance, { carrier: capital(found?.carrier) })
  })
  addNote(draft, 'RTG', rejoined(legs))
}

const LEG = /^(?<place>[A-Z]{3})(?<carrier>[A-Z0-9]{2,3})?$/di
