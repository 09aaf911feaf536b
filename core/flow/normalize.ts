import type { Belonging, TransportMode } from '../contract/mode.ts'
import type { Shelved } from '../host/shelf.ts'
import { canonical } from '../model/canonical.ts'
import { checkOf } from '../model/checked.ts'
import { Consignment } from '../model/consignment.ts'
import type { Filing } from '../model/report.ts'
import type { Works } from './works.ts'

/** Where a filing belongs, or null when its mode cannot say. */
export const belonging = (works: Works, mode: Shelved<TransportMode>, filing: Omit<Filing, 'id'>): Belonging | null => {
  works.beat(`${mode.plugin} identity`)
  try {
    const { key, links } = mode.thing.identity(filing.declaration, filing.report, new Date(filing.received))
    return key === '' ? null : { key: key.slice(0, 400), links: links.filter(({ value }) => value !== '').map(({ scheme, value }) => ({ scheme, value: value.slice(0, 400) })) }
  } catch (error) {
    works.log.error({ err: error, plugin: mode.plugin }, 'a mode failed to say where a filing belongs')
    return null
  }
}

/** All filings of one consignment become one; null when the mode fails, or gives what is none. */
export const normalize = (works: Works, mode: Shelved<TransportMode>, id: string, filings: readonly Filing[]): Consignment | null => {
  works.beat(`${mode.plugin} merge`)
  try {
    const consignment: unknown = { ...mode.thing.merge(filings, works.lookup, works.home), id }
    const check = checkOf(Consignment)
    if (check.Check(consignment)) return consignment as Consignment
    const fault = check.Errors(consignment).First()
    works.log.error({ plugin: mode.plugin, at: fault?.path, says: fault?.message }, 'a mode gave a consignment that is none')
    return null
  } catch (error) {
    works.log.error({ err: error, plugin: mode.plugin }, 'a mode failed to merge')
    return null
  }
}

/** JSON pointers, two levels deep, of what differs between two versions. */
export const differences = (before: object, after: object): readonly string[] => {
  const old = new Map(Object.entries(before))
  const now = new Map(Object.entries(after))
  return [...new Set([...old.keys(), ...now.keys()])].flatMap(name => {
    const [a, b]: unknown[] = [old.get(name), now.get(name)]
    if (canonical(a) === canonical(b)) return []
    if (!Array.isArray(a) || !Array.isArray(b)) return [`/${name}`]
    return Array.from({ length: Math.max(a.length, b.length) }, (_, index) => index).filter(index => canonical(a[index]) !== canonical(b[index])).map(index => `/${name}/${index}`)
  })
}
