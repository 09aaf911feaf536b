import { isProblem, type Desk } from 'wco-cts'
import { cargoKey } from './cargo-fields.ts'

const PLUGIN = 'web/console'

/** A text of the console in the reader's language. */
export const said = (desk: Desk, key: string, params?: Readonly<Record<string, string | number>>): string => desk.text(PLUGIN, key, params)

/** What a field of a consignment is called, by its pointer; facts by the enricher that found them. */
export const cargoLabel = (desk: Desk, at: string): string => {
  if (at.startsWith('/facts/')) return factLabel(desk, at)
  const name = cargoKey(at)
  // A pointer may lead to a value, to something that has one (an identifier), to a whole list, or into a declaration, which keeps what names the document at its top.
  return firstOf(desk, [`cargo.${name}`, `cargo.${name}.value`, `groups.${name}`, `cargo.document.${name}`]) ?? name
}

/** The same where the group it stands in already says of what it is. */
export const shortLabel = (desk: Desk, at: string): string => firstOf(desk, [`short.${cargoKey(at)}`]) ?? cargoLabel(desk, at)

// What an enricher found it names itself.
const factLabel = (desk: Desk, at: string): string => {
  const [, , enricher = '', ...rest] = at.split('/')
  const key = `fields.${rest.filter(part => part !== '*' && !/^\d+$/.test(part)).at(-1) ?? ''}`
  const text = desk.text(`enricher/${enricher}`, key)
  return text === key ? firstOf(desk, [`facts.${enricher}`]) ?? enricher : text
}

const firstOf = (desk: Desk, keys: readonly string[]): string | null => keys.map(key => ({ key, text: said(desk, key) })).find(({ key, text }) => text !== key)?.text ?? null

/** A format by its name in short, or by its id where nobody has named it; null where the message was not recognised. */
export const formatName = (desk: Desk, format: string | null): string | null => format === null ? null : coded(desk, 'formats', format)

/** A code in words: from `codes.<list>.<code>`, or as it is where nobody has named it. */
export const coded = (desk: Desk, list: string, code: string): string => {
  const key = `${list}.${code}`
  const text = said(desk, key)
  return text === key ? code : text
}

/** The answer, or null where the asker may not have it or it is gone: a page shows what it can. */
export const ifAllowed = async <T>(ask: () => Promise<T>): Promise<T | null> => {
  try {
    return await ask()
  } catch (error) {
    if (isProblem(error) && (error.status === 403 || error.status === 404)) return null
    throw error
  }
}

/** The first of the texts a field of a form holds. */
export const one = (form: Readonly<Record<string, string | readonly string[]>>, name: string): string => {
  const value = Object.hasOwn(form, name) ? form[name] : undefined
  return (typeof value === 'string' ? value : value?.[0] ?? '').trim()
}

/** A number as a form sends it, where it is a whole one above nought. */
export const whole = (text: string): number | undefined => /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined

/** All texts a field of a form holds. */
export const many = (form: Readonly<Record<string, string | readonly string[]>>, name: string): readonly string[] => {
  const value = Object.hasOwn(form, name) ? form[name] : undefined
  return value === undefined ? [] : typeof value === 'string' ? [value] : value
}

/** A path with its question: what is undefined or empty is left out. */
export const link = (path: string, asked: Readonly<Record<string, string | number | undefined | null>> = {}): string => {
  const query = new URLSearchParams(Object.entries(asked).flatMap(([name, value]): [string, string][] => value === undefined || value === null || value === '' ? [] : [[name, String(value)]])).toString()
  return query === '' ? path : `${path}?${query}`
}
