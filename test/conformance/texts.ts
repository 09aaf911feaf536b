import { fileURLToPath } from 'node:url'
import type { Plugin } from 'wco-cts'
import { loadTexts, type TextParams, type Texts } from '../../core/render/locale.ts'

/** The texts of one plugin, core's behind them, as readers get them. */
export interface PluginTexts {
  readonly all: Texts
  has (key: string): boolean
  /** In English, filled in. */
  text (key: string, params?: TextParams): string
}

/** Reads the `locales/` of a plugin's folder. */
export const textsOf = async (plugin: Plugin, folder: URL): Promise<PluginTexts> => {
  const texts = await loadTexts([
    { plugin: null, folder: fileURLToPath(new URL('../../templates/locales/', import.meta.url)) },
    { plugin: plugin.id, folder: fileURLToPath(new URL('locales/', folder)) }
  ])
  return {
    all: texts,
    has: key => texts.has(plugin.id, key),
    text: (key, params = {}) => texts.text(plugin.id, 'en', key, params)
  }
}
