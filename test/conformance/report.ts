import { buffer } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import type { Test } from 'tap'
import { Block, checked, faultsOf, type Composed, type Desk, type Plugin, type ReportGenerator, type Text } from 'wco-cts'
import { writeCsv } from '../../core/render/csv.ts'
import { loadReportPages } from '../../core/render/html.ts'
import { renderPdf, type Frame } from '../../core/render/pdf.ts'
import { conformCard } from './card.ts'
import { lackingIn } from './form.ts'
import { gather } from './gather.ts'
import { textsOf, type PluginTexts } from './texts.ts'

interface Given {
  readonly folder: URL
  readonly options?: object
  readonly params: unknown
  /** Desks behind which there is nothing, one and many of what it reports on. */
  readonly desks: Readonly<Record<'nothing' | 'one' | 'many', Desk>>
}

/** A report composes from nothing, from one and from many, of blocks to the schema, each text of which there is. */
export const conformReport = (t: Test, plugin: Plugin, given: Given) =>
  t.test(`${plugin.id} conforms as a report`, async t => {
    await conformCard(t, plugin, given)
    const { reports } = await gather(plugin, given.options)
    const texts = await textsOf(plugin, given.folder)
    t.not(reports.length, 0, 'it adds a report')
    for (const report of reports) {
      t.same(lackingIn(report.params, texts.has), [], `parameters of ${report.id} can be filled in`)
      for (const [much, desk] of Object.entries(given.desks)) await composes(t, { plugin, report, texts, given }, { much, desk })
    }
  })

interface Scene { readonly plugin: Plugin, readonly report: ReportGenerator, readonly texts: PluginTexts, readonly given: Given }

const composes = (t: Test, { plugin, report, texts, given }: Scene, { much, desk }: { readonly much: string, readonly desk: Desk }) =>
  t.test(`${report.id} composes from ${much}`, async t => {
    const composed = await report.compose(checked(report.params, given.params), desk)
    t.not(composed.blocks.length, 0, 'it says something')
    t.same(composed.blocks.flatMap(block => faultsOf(Block, block)), [], 'its blocks are to the schema')
    t.same(keysIn(composed).filter(key => !texts.has(key)), [], 'it has a text for all it says')
    t.same(composed.blocks.flatMap(block => block.type === 'table' ? block.rows.filter(row => row.length !== block.columns.length) : []), [], 'its rows are as wide as their heads')
    await draws(t, composed, { plugin, texts })
  })

const draws = async (t: Test, composed: Composed, { plugin, texts }: Pick<Scene, 'plugin' | 'texts'>): Promise<void> => {
  const reader = { language: 'en', zone: 'UTC', texts: texts.all, plugin: plugin.id }
  const pages = await loadReportPages(fileURLToPath(new URL('../../templates/report/', import.meta.url)))
  t.notMatch(writeCsv(composed, reader), NO_VALUE, 'as a table it holds nothing but values')
  t.notMatch(pages.write(composed, reader), NO_VALUE, 'nor as a page')
  const pdf = await buffer(renderPdf(composed, FRAME, texts.all, plugin.id))
  t.equal(pdf.subarray(0, 5).toString(), '%PDF-', 'and it is printed')
}

const NO_VALUE = /undefined|NaN|\[object/
const FRAME: Frame = {
  administration: 'Customs', classification: '', printedBy: 'A. Officer', printedAt: new Date('2026-01-02T03:04:05Z'), reference: '1', language: 'en', zone: 'UTC', demo: false
}

const keysIn = ({ title, subtitle, blocks }: Composed): readonly string[] =>
  [title, ...(subtitle === undefined ? [] : [subtitle]), ...blocks.flatMap(textsIn)].flatMap(text => 'key' in text ? [text.key] : [])

const textsIn = (block: Block): readonly Text[] => {
  if (block.type === 'heading' || block.type === 'text') return [block.text]
  if (block.type === 'figures') return block.items.map(({ label }) => label)
  if (block.type === 'chart') return [block.title, ...block.series.map(({ label }) => label)]
  if (block.type === 'table') return [...(block.title === undefined ? [] : [block.title]), ...block.columns]
  return []
}
