import { readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { ConsolePage, Desk } from 'wco-cts'
import { directionOf, loadTexts, type Texts } from '../../core/render/locale.ts'
import { loadTemplates, type PageContext, type Templates } from '../../core/render/templates.ts'
import console_ from '../../plugins/web/console/index.ts'
import { gather } from '../conformance/gather.ts'
import { idOf, NOW } from './desk-cargo.ts'

const root = new URL('../../', import.meta.url)
const pathTo = (part: string): string => fileURLToPath(new URL(part, root))

/** The console without a server: its pages, the texts and templates they are drawn with. */
export interface Console { readonly pages: readonly ConsolePage[], readonly texts: Texts, readonly templates: Templates }

/** Loads the console and the texts of every plugin there is. */
export const loadConsole = async (): Promise<Console> => {
  const folders = await pluginFolders()
  const texts = await loadTexts([{ plugin: null, folder: pathTo('templates/locales') }, ...folders.map(({ plugin, folder }) => ({ plugin, folder: `${folder}/locales` }))])
  const templates = await loadTemplates({ core: pathTo('templates'), plugins: [{ plugin: 'web/console', folder: pathTo('plugins/web/console') }] }, texts, () => new Date(NOW))
  return { pages: (await gather(console_)).pages, texts, templates }
}

const pluginFolders = async (): Promise<{ plugin: string, folder: string }[]> => {
  const kinds = await readdir(pathTo('plugins'), { withFileTypes: true })
  const each = await Promise.all(kinds.filter(kind => kind.isDirectory()).map(async kind =>
    (await readdir(pathTo(`plugins/${kind.name}`), { withFileTypes: true })).filter(one => one.isDirectory()).map(({ name }) => ({ plugin: `${kind.name}/${name}`, folder: pathTo(`plugins/${kind.name}/${name}`) }))))
  return each.flat()
}

/** A question each page can be asked in a test. */
export const questions: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  target: { id: idOf(1) }, targets: { chosen: idOf(1) }, consignment: { id: idOf(1000) }, message: { id: idOf(400) }, raw: { id: idOf(400), at: 130, length: 25 }, search: { q: 'banana' },
  profile: { id: idOf(201), rehearse: true }, 'profile-new': { type: 'rule', from: idOf(201) }, list: { id: idOf(601) }, person: { id: idOf(502) }, report: { id: 'activity' }
}

/** Draws one page for whoever the desk is for. */
export const draw = async ({ texts, templates }: Console, page: ConsolePage, desk: Desk, more: Partial<PageContext> = {}): Promise<string> => {
  const view = await page.view(questions[page.id] ?? {}, desk)
  return templates.page('web/console', page.template, contextOf(texts, page, desk, { view, ...more }))
}

/** What core gives every page, as a test has it. */
export const contextOf = (texts: Texts, page: ConsolePage, desk: Desk, more: Partial<PageContext> = {}): PageContext => {
  const { language } = desk
  const item = (id: string, path: string, count?: number) => ({ title: texts.text('web/console', language, `pages.${id}`), path, current: path === page.path, ...(count === undefined ? {} : { count }) })
  return {
    reader: { name: desk.actor.name, language, direction: directionOf(language), zone: 'Africa/Nairobi', permissions: desk.actor.permissions, roles: desk.actor.roles },
    house: { name: 'Kilindi Customs', demo: true, production: false, languages: ['en', 'fr'] },
    page: { id: page.id, plugin: 'web/console', path: page.path.replace(':id', idOf(1)), title: texts.text('web/console', language, `pages.${page.id}`) },
    menu: [
      { section: texts.text(null, language, 'menu.work'), items: [item('home', '/'), item('targets', '/targets', 14)] },
      { section: texts.text(null, language, 'menu.cargo'), items: [item('messages', '/messages'), item('upload', '/upload'), item('search', '/search')] },
      { section: texts.text(null, language, 'menu.knowledge'), items: [item('profiles', '/profiles'), item('lists', '/lists')] },
      { section: texts.text(null, language, 'menu.oversight'), items: [item('reports', '/reports'), item('journal', '/journal')] },
      { section: texts.text(null, language, 'menu.house'), items: [item('people', '/people'), item('house', '/house')] }
    ],
    csrf: 'a-token', live: true, view: {}, ...more
  }
}
