import { FormatRegistry } from '@sinclair/typebox'
import { isDay } from './zones.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/
const POINTER = /^(\/([^/~]|~[01])*)*$/

/** The string formats our schemas use. TypeBox knows none by itself; the registry is shared by every copy of it. */
export const registerFormats = (): void => {
  FormatRegistry.Set('uuid', text => UUID.test(text))
  FormatRegistry.Set('date', isDay)
  FormatRegistry.Set('date-time', text => DATE_TIME.test(text) && isDay(text.slice(0, 10)) && !Number.isNaN(Date.parse(text)))
  FormatRegistry.Set('json-pointer', text => POINTER.test(text))
}
