import { buffer } from 'node:stream/consumers'
import t from 'tap'
import type { Block, Composed, Desk } from 'wco-cts'
import { conformReport } from 'wco-cts/conformance'
import { loadReportPages } from '../../../../core/render/html.ts'
import { loadTexts } from '../../../../core/render/locale.ts'
import { renderPdf } from '../../../../core/render/pdf.ts'
import { makeDesk } from '../../../../test/support/desk.ts'
import { idOf, NOW } from '../../../../test/support/desk-cargo.ts'
import { composeDossier } from '../dossier.ts'
import dossier from '../index.ts'

const folder = (path: string): string => new URL(path, import.meta.url).pathname
const texts = await loadTexts([{ plugin: null, folder: folder('../../../../templates/locales') }, { plugin: 'report/dossier', folder: folder('../locales') }])
const deskWith = (count: number, language = 'en'): Desk => makeDesk({ count, language, texts })

/** A desk whose target holds a hundred lines of goods and of everything else. */
const heavy = (): Desk => {
  const desk = deskWith(1)
  const many = <T>(one: T | undefined, count: number): T[] => one === undefined ? [] : Array.from({ length: count }, () => one)
  return {
    ...desk,
    target: async id => { const target = await desk.target(id); return { ...target, controls: many(target.controls[0], 30), holds: many(target.holds[0], 9), history: many(target.history[0], 60), result: { target: id, code: 'positive', reason: 'other', note: 'Seized' } } },
    consignment: async id => { const cargo = await desk.consignment(id); return { ...cargo, goods: many(cargo.goods[0], 100), equipment: many(cargo.equipment[0], 40), parties: many(cargo.parties[0], 12) } }
  }
}

const tableOf = ({ blocks }: Composed, key: string): Extract<Block, { type: 'table' }> | undefined =>
  blocks.filter(block => block.type === 'table').find(({ title }) => title !== undefined && 'key' in title && title.key === `reports.${key}`)
const said = ({ blocks }: Composed): string[] => blocks.flatMap(block => block.type === 'text' && 'key' in block.text ? [block.text.key] : [])
const print = async (report: Composed, language = 'en'): Promise<string> =>
  (await buffer(renderPdf(report, { administration: 'Customs', classification: 'OFFICIAL', printedBy: 'A', printedAt: new Date(NOW), reference: '1', language, zone: 'Africa/Nairobi', demo: true }, texts, 'report/dossier'))).toString('latin1')

void conformReport(t, dossier, { folder: new URL('..', import.meta.url), params: { target: idOf(1) }, desks: { nothing: deskWith(0), one: deskWith(1), many: heavy() } })

t.test('it says why before it says what', async t => {
  const { blocks } = await composeDossier(idOf(1), deskWith(1))
  t.match(blocks[0], { type: 'lane', lane: 'red', score: 80 })
  const why = blocks.findIndex(block => block.type === 'heading' && 'key' in block.text && block.text.key === 'reports.why')
  t.match(blocks[why + 1], { type: 'text', text: { params: { profile: 'Fruit from a trader of hardware', version: 3, score: 70 } }, words: ['banana', 'lanhai'] })
  t.match(blocks[why + 3], { text: { key: 'reports.gap', params: { failed: 'took longer than it may' } } })
})

t.test('what is known of a party and of a container stands beside it', async t => {
  const report = await composeDossier(idOf(1), deskWith(1))
  t.same(tableOf(report, 'parties')?.rows.map(row => row.slice(4).map(({ value }) => value)), [[3, 1, 1], [214, 6, 0]])
  t.same(tableOf(report, 'containers')?.rows.map(row => row.slice(5).map(({ value }) => value)), [[0, 0, 0]])
})

t.test('what nobody knows is a dash, not a nought', async t => {
  const desk = deskWith(1)
  for (const facts of [{}, { history: null }, { history: { parties: [null, {}], equipment: 'no' } }]) {
    const report = await composeDossier(idOf(1), { ...desk, consignment: async id => ({ ...await desk.consignment(id), facts }) })
    t.same(tableOf(report, 'parties')?.rows[0]?.slice(4).map(({ value }) => value), [null, null, null])
  }
})

t.test('seals, weights and numbers of containers are those declared', async t => {
  t.same(tableOf(await composeDossier(idOf(1), deskWith(1)), 'containers')?.rows[0]?.slice(0, 5).map(({ value, kind }) => [value, kind]),
    [['MSKU1234565', 'identifier'], ['22G1', 'identifier'], ['fullness.full', 'code'], ['CN991204', 'identifier'], [21_400, 'decimal']])
})

t.test('controls, holds, deeds and the outcome are there when they are, and said to be missing when not', async t => {
  const full = await composeDossier(idOf(1), heavy())
  t.same(['controls', 'timeline', 'outcome'].map(key => tableOf(full, key)?.rows.length), [30, 60, 1])
  t.equal(said(full).filter(key => key === 'reports.hold').length, 9)
  const bare = await composeDossier(idOf(1), deskWith(0))
  t.same(said(bare), ['reports.no-finding', 'reports.no-control', 'reports.no-outcome'])
})

t.test('an ordinary target is one sheet of paper, in English and in French', async t => {
  for (const language of ['en', 'fr']) {
    const pdf = await print(await composeDossier(idOf(1), deskWith(1, language)), language)
    t.equal(pdf.match(/\/Type \/Page\b(?!s)/g)?.length, 1)
  }
})

t.test('it is drawn as a page, in English and in French', async t => {
  const pages = await loadReportPages(folder('../../../../templates/report'))
  for (const [language, word] of [['en', 'Decide by'], ['fr', 'À trancher avant']] as const) {
    const html = pages.write(await composeDossier(idOf(1), deskWith(1, language)), { language, texts, plugin: 'report/dossier' })
    t.match(html, word)
    t.match(html, '<mark>banana</mark>')
    t.notMatch(html, /reports\.|codes\.|\{text/)
  }
})

t.test('whoever may not see the target is refused as the desk refuses him', async t => {
  const refusing = { ...deskWith(1), target: async () => { throw new Error('not-permitted') } }
  await t.rejects(composeDossier(idOf(1), refusing), { message: 'not-permitted' })
})
