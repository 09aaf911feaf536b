import { loadTexts, type Texts } from '../../../core/render/locale.ts'
import type { Reader } from '../../../core/render/figures.ts'

const folder = new URL('../../../templates/locales', import.meta.url).pathname

/** Core's own texts, as every report has them. */
export const coreTexts = (): Promise<Texts> => loadTexts([{ plugin: null, folder }])

/** A reader of core's texts. */
export const readerIn = async (language: string, zone?: string): Promise<Reader> => ({ language, zone, texts: await coreTexts(), plugin: null })
