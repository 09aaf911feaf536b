import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { IntlMessageFormat } from 'intl-messageformat'

/** Parameters of a text. */
export type TextParams = Readonly<Record<string, string | number>>

/** All texts of core and of the plugins that run. A plugin's own come first, then core's; a language that lacks one falls back to English, and a key nobody has is shown as it is. */
export interface Texts {
  text (plugin: string | null, language: string, key: string, params?: TextParams): string
  has (plugin: string | null, key: string): boolean
  /** The languages core is translated into, English first. */
  readonly languages: readonly string[]
}

type Tree = Map<string, string>

const flatten = (value: unknown, path: string, into: Tree): Tree => {
  if (typeof value === 'string') into.set(path, value)
  else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) flatten(inner, path === '' ? key : `${path}.${key}`, into)
  }
  return into
}

const readFolder = async (folder: string): Promise<ReadonlyMap<string, Tree>> => {
  const names = await readdir(folder).catch(() => [])
  const files = names.filter(name => name.endsWith('.json')).sort()
  return new Map(await Promise.all(files.map(async (name): Promise<[string, Tree]> =>
    [name.slice(0, -5), flatten(JSON.parse(await readFile(join(folder, name), 'utf8')), '', new Map())])))
}

/** A language tag whose figures are Latin digits, in every language (console 3.5). */
export const latin = (language: string): string => `${language}-u-nu-latn`

/** Whether a language is written from right to left. */
export const directionOf = (language: string): 'ltr' | 'rtl' => /^(ar|fa|he|ur|ps|dv|yi)\b/.test(language) ? 'rtl' : 'ltr'

/** Reads the texts of core (`null`) and of each plugin from its `locales/` folder. */
export const loadTexts = async (folders: readonly { readonly plugin: string | null, readonly folder: string }[]): Promise<Texts> => {
  const trees = new Map(await Promise.all(folders.map(async ({ plugin, folder }): Promise<[string | null, ReadonlyMap<string, Tree>]> => [plugin, await readFolder(folder)])))
  const compiled = new Map<string, IntlMessageFormat>()

  const raw = (plugin: string | null, language: string, key: string): readonly [string, string] | null => {
    for (const owner of plugin === null ? [null] : [plugin, null]) {
      for (const tongue of [language, language.split('-')[0] ?? language, 'en']) {
        const found = trees.get(owner)?.get(tongue)?.get(key)
        if (found !== undefined) return [tongue, found]
      }
    }
    return null
  }
  const format = (tongue: string, message: string): IntlMessageFormat => {
    const name = `${tongue}\n${message}`
    const known = compiled.get(name) ?? new IntlMessageFormat(message, latin(tongue))
    compiled.set(name, known)
    return known
  }

  return {
    text (plugin, language, key, params = {}) {
      const found = raw(plugin, language, key)
      if (found === null) return key
      const [tongue, message] = found
      if (!message.includes('{')) return message
      try {
        return String(format(tongue, message).format(params))
      } catch {
        // A finding kept from an earlier version may lack a parameter its text has gained: the pattern itself is better than nothing.
        return message
      }
    },
    has: (plugin, key) => raw(plugin, 'en', key) !== null,
    languages: ['en', ...[...(trees.get(null)?.keys() ?? [])].filter(language => language !== 'en')]
  }
}
