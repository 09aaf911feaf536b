import type { HelperDelegate, HelperOptions } from 'handlebars'
import Handlebars from 'handlebars'
import type { TObject } from '@sinclair/typebox'
import type { Sent } from '../model/filled.ts'
import type { FieldError } from '../model/problem.ts'
import type { Texts, TextParams } from './locale.ts'
import { NOTHING } from './figures.ts'
import { fieldsOf, type Wording } from './form.ts'
import { visible } from './visible.ts'
import { dateText, markedHtml, massText, numberText, safe, sizeText, spanOf, timeText, universalText, type Eye } from './shown.ts'

/** What the words of templates need beside the context they are used in. */
export interface Around {
  readonly texts: Texts
  readonly now: () => Date
  /** Where a static file is to be had; null when no plugin brings one of that name. */
  readonly asset: (plugin: string | null, name: string) => string | null
}

/** The words a template may use, and no others. Each that gives HTML has escaped what it was given. */
export const templateWords = (around: Around): Readonly<Record<string, HelperDelegate>> => ({
  ...textWords(around), ...timeWords(around), ...valueWords(around), ...choosingWords
})

const { SafeString } = Handlebars
type Html = InstanceType<typeof SafeString>

/** What the words read of the page they are used on. */
interface Root {
  readonly page: { readonly plugin: string }
  readonly reader: { readonly language: string, readonly zone: string, readonly permissions: readonly string[] }
  readonly form?: Sent
  readonly problem?: { readonly errors: readonly FieldError[] }
}
const root = (options: HelperOptions): Root => options.data.root
const eye = (options: HelperOptions, around: Around): Eye => {
  const { reader } = root(options)
  return { language: reader.language, zone: reader.zone, now: around.now() }
}
const given = (value: unknown): value is string | number => (typeof value === 'string' && value !== '') || typeof value === 'number'
const isTime = (value: unknown): value is string | Date => (typeof value === 'string' || value instanceof Date) && !Number.isNaN(new Date(value).getTime())
const iso = (value: string | Date): string => value instanceof Date ? value.toISOString() : value
const isPlace = (address: string): boolean => /^(\/(?![/\\])|[?#]|https?:\/\/|mailto:)/i.test(address) && !/[\p{Cc}\s]/u.test(address)

const textWords = ({ texts }: Around): Record<string, HelperDelegate> => {
  const textOf = (options: HelperOptions, key: string): string => {
    const { plugin, ...params } = options.hash
    const { page, reader } = root(options)
    return texts.text(plugin ?? page.plugin, reader.language, key, cleaned(params))
  }
  return {
    t: (...given: readonly unknown[]): string => {
      const { options, keys } = parted(given)
      return textOf(options, keys.join('.'))
    },
    code: (list: string, value: unknown, options: HelperOptions): string => {
      const key = `${list}.${String(value)}`
      if (!given(value)) return NOTHING
      return texts.has(options.hash['plugin'] ?? root(options).page.plugin, key) ? textOf(options, key) : String(value)
    },
    fault: (error: FieldError, options: HelperOptions): string => {
      const { page, reader } = root(options)
      return wordingOf(texts, page.plugin, reader.language).error(error)
    },
    // What is wrong with a field that a template draws by hand; nothing where nothing is.
    faultAt: (at: string, options: HelperOptions): string => {
      const { page, reader, problem } = root(options)
      const error = problem?.errors.find(({ pointer }) => pointer === at)
      return error === undefined ? '' : wordingOf(texts, page.plugin, reader.language).error(error)
    },
    refused: (name: string, options: HelperOptions): boolean => root(options).form?.['do'] === name,
    // Where on the page a faulty field stands: the form names itself in its field `do`.
    anchor: (at: string, options: HelperOptions): string => `${String(root(options).form?.['do'] ?? 'f')}${at.replaceAll('/', '-')}`,
    tongue: (language: string): string => new Intl.DisplayNames(language, { type: 'language' }).of(language) ?? language,
    fields: (schema: TObject, options: HelperOptions) => {
      const { plugin, value, prefix, under, offers } = options.hash
      const { page, reader, form, problem } = root(options)
      // Of several forms on a page one was refused: the one whose field `do` is the prefix of its ids.
      const refused = form !== undefined && form['do'] === prefix ? { sent: form, errors: problem?.errors } : {}
      const own = wordingOf(texts, plugin ?? page.plugin, reader.language)
      // A plugin need not name the codes that the page it is drawn on has names for.
      const wording: Wording = { ...own, choice: (name, code) => own.choice(name, code) === code ? wordingOf(texts, page.plugin, reader.language).choice(name, code) : own.choice(name, code) }
      return fieldsOf(schema, wording, { value, prefix, under, offers, ...refused })
    }
  }
}

const parted = (given: readonly unknown[]): { options: HelperOptions, keys: readonly unknown[] } => {
  const last: unknown = given.at(-1)
  if (!isOptions(last)) throw new Error('a template word was called outside a template')
  return { options: last, keys: given.slice(0, -1) }
}
const isOptions = (value: unknown): value is HelperOptions => typeof value === 'object' && value !== null && 'hash' in value

const cleaned = (params: Readonly<Record<string, unknown>>): TextParams =>
  Object.fromEntries(Object.entries(params).map(([name, value]) => [name, given(value) ? value : NOTHING]))

/** Labels come from the plugin whose form it is: `fields.<name>`, else the schema's title; choices from `choices.<name>.<value>` or `choices.<value>`, else `codes`. */
const wordingOf = (texts: Texts, plugin: string, language: string): Wording => {
  const first = (keys: readonly string[], otherwise: string): string => {
    const key = keys.find(one => texts.has(plugin, one))
    return key === undefined ? otherwise : texts.text(plugin, language, key)
  }
  return {
    label: (name, title) => first([`fields.${name}`], title),
    choice: (name, value) => first([`choices.${name}.${value}`, `choices.${value}`, `options.${name}.${value}`, `codes.${name}.${value}`, `codes.${value}`], value),
    error: ({ detail, params }) => {
      const key = [`problems.${detail}`, detail].find(one => texts.has(plugin, one))
      if (key !== undefined) return texts.text(plugin, language, key, params)
      // What the judge of values says of a field is English and meant for programs.
      return detail.startsWith('Expected') ? texts.text(null, language, /required|length greater or equal to 1$/.test(detail) ? 'form.missing' : 'form.wrong') : detail
    }
  }
}

const timeWords = (around: Around): Record<string, HelperDelegate> => {
  const framed = (value: string | Date, text: string): Html =>
    new SafeString(`<time datetime="${safe(iso(value))}" title="${safe(universalText(iso(value)))}">${safe(text)}</time>`)
  const spanText = (value: string | Date, options: HelperOptions): { past: boolean, text: string } => {
    const { days, hours, minutes, past } = spanOf(iso(value), around.now())
    const key = days > 0 ? 'span.days' : hours > 0 ? 'span.hours' : 'span.minutes'
    return { past, text: around.texts.text(null, root(options).reader.language, key, { days, hours, minutes }) }
  }
  const said = (past: boolean, text: string, options: HelperOptions): string =>
    around.texts.text(null, root(options).reader.language, past ? 'span.ago' : 'span.until', { span: text })
  return {
    date: (value: unknown, options: HelperOptions) => isTime(value) ? framed(value, dateText(iso(value), eye(options, around))) : NOTHING,
    time: (value: unknown, options: HelperOptions) => isTime(value) ? framed(value, timeText(iso(value), eye(options, around))) : NOTHING,
    ago: (value: unknown, options: HelperOptions) => isTime(value) ? framed(value, said(true, spanText(value, options).text, options)) : NOTHING,
    until: (value: unknown, options: HelperOptions) => {
      if (!isTime(value)) return NOTHING
      const { past, text } = spanText(value, options)
      return framed(value, past ? around.texts.text(null, root(options).reader.language, 'span.over', { span: text }) : said(false, text, options))
    },
    overdue: (value: unknown) => isTime(value) && new Date(value) < around.now()
  }
}

const valueWords = ({ texts, asset }: Around): Record<string, HelperDelegate> => ({
  number: (value: unknown, options: HelperOptions) => typeof value === 'number' ? numberText(value, root(options).reader.language) : NOTHING,
  mass: (value: unknown, options: HelperOptions) => typeof value === 'number' ? massText(value, root(options).reader.language) : NOTHING,
  size: (value: unknown, options: HelperOptions) => typeof value === 'number' ? sizeText(value, root(options).reader.language) : NOTHING,
  bdi: (value: unknown) => given(value) ? new SafeString(`<bdi class="id">${safe(visible(String(value)))}</bdi>`) : NOTHING,
  said: (value: unknown) => given(value) ? new SafeString(`<bdi>${safe(visible(String(value)))}</bdi>`) : NOTHING,
  mark: (text: unknown, words: unknown) => new SafeString(markedHtml(given(text) ? visible(String(text)) : NOTHING, Array.isArray(words) ? words.map(String) : [])),
  json: (value: unknown) => new SafeString((JSON.stringify(value) ?? 'null').replace(/[<>&\u2028\u2029]/g, sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)),
  lane: (lane: unknown, options: HelperOptions) => {
    const shape = typeof lane === 'string' && Object.hasOwn(SHAPES, lane) ? SHAPES[lane] : undefined
    if (shape === undefined) return new SafeString(`<span class="lane none">${safe(texts.text(null, root(options).reader.language, 'lane.none'))}</span>`)
    return new SafeString(`<span class="lane ${String(lane)}"><i aria-hidden="true">${shape}</i>${safe(texts.text(null, root(options).reader.language, `lane.${String(lane)}`))}</span>`)
  },
  url: (address: unknown, options: HelperOptions) => {
    if (typeof address !== 'string' || !isPlace(address)) return '#'
    const asked = new URLSearchParams(Object.entries(options.hash).flatMap(([name, value]): [string, string][] => given(value) ? [[name, String(value)]] : [])).toString()
    return `${address}${asked === '' ? '' : `${address.includes('?') ? '&' : '?'}${asked}`}`
  },
  asset: (name: string, options: HelperOptions) => asset(root(options).page.plugin, name) ?? `/missing/${name}`,
  part: (value: unknown) => encodeURIComponent(String(value))
})

const SHAPES: Readonly<Record<string, string>> = { red: '■', amber: '▲', green: '●' }

const choosingWords: Readonly<Record<string, HelperDelegate>> = {
  eq: (a: unknown, b: unknown) => a === b,
  not: (value: unknown) => !value,
  or: (...values: readonly unknown[]) => values.slice(0, -1).some(Boolean),
  and: (...values: readonly unknown[]) => values.slice(0, -1).every(Boolean),
  join: (...parts: readonly unknown[]) => parts.slice(0, -1).map(String).join(''),
  // What a refused form held comes back into its fields.
  kept: (name: string, otherwise: unknown, options: HelperOptions) => {
    const sent = root(options).form
    return sent === undefined ? otherwise : sent[name] ?? ''
  },
  among: (value: unknown, list: unknown) => Array.isArray(list) && list.includes(value),
  may: (permission: string, options: HelperOptions) => root(options).reader.permissions.includes(permission)
}
