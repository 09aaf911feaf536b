import type { Running } from '../support/server.ts'
import { containerAt, sea } from '../journeys/manifests.ts'

const GOODS = ['ROSEWOOD PLANKS, SAWN', 'CARVED IVORY CHESS SETS', 'LIVE REPTILES IN CRATES', 'PANGOLIN SCALES DECLARED AS FISH MEAL', 'FURNITURE OF ROSEWOOD AND TEAK'] as const

/** A manifest each of whose bills the demo's profile of endangered species selects. */
export const selected = (count: number, reference: string): string => sea({
  reference, manifest: `MAN${reference}`,
  bills: Array.from({ length: count }, (_, index) => ({
    number: `${reference}B${String(index + 1).padStart(3, '0')}`, goods: GOODS[index % GOODS.length] ?? '',
    consignor: `GREEN FOREST EXPORTS ${index + 1} LTD`, consignee: `DEMO HOME STORES ${index + 1}`, container: containerAt(index + reference.length * 100), kilograms: 9000 + index * 37
  }))
}).replace('209912051200', arrival())

// A ship that comes in two days, as manifests have it.
const arrival = (): string => new Date(Date.now() + 2 * 86_400_000).toISOString().replace(/\D/g, '').slice(0, 8) + '1200'

/** Sends a manifest and waits until each of its consignments is assessed. */
export const sendSelected = async (running: Running, count: number, reference: string): Promise<string> => {
  const message = await running.send(selected(count, reference), `${reference.toLowerCase()}.edi`)
  const id = String(message['id'])
  for (let tries = 0; tries < 400; tries++) {
    const { body } = await running.ask('officer', 'GET', `/api/v1/messages/${id}`)
    if (body['assessed'] === count) return id
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  throw new Error(`${count} consignments of ${reference} were not assessed in 20 s`)
}

/** Free targets, the most pressing first; of one manifest where its reference is named. */
export const openTargets = async (running: Running, reference = ''): Promise<{ readonly id: string, readonly version: number }[]> => {
  const all: { id: string, version: number }[] = []
  for (let after: unknown = ''; typeof after === 'string';) {
    const { body } = await running.ask('officer', 'GET', `/api/v1/targets?view=free&limit=100${after === '' ? '' : `&after=${encodeURIComponent(after)}`}`)
    const items: unknown = body['items']
    if (Array.isArray(items)) all.push(...items.filter(({ cargo }) => String(cargo.number).startsWith(reference)).map(({ id, version }) => ({ id, version })))
    after = body['next']
  }
  return all
}
