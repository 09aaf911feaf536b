import * as fc from 'fast-check'
import t from 'tap'
import type { Block } from '../../../core/contract/report.ts'
import { loadReportPages } from '../../../core/render/html.ts'
import { readerIn } from './readers.ts'

const pages = await loadReportPages(new URL('../../../templates/report', import.meta.url).pathname)
const reader = await readerIn('en')
const page = (...blocks: Block[]): string => pages.write({ title: { data: 'Report' }, subtitle: { data: 'of today' }, blocks }, reader)

t.test('a report is one article in its reader’s language and direction', async t => {
  t.match(page(), /<article class="report" lang="en" dir="ltr">[^]*<h1>Report<\/h1>[^]*of today/)
  t.match(pages.write({ title: { data: 'x' }, blocks: [] }, { ...reader, language: 'ar' }), 'dir="rtl"')
})

t.test('a chart is followed by the table of its figures', async t => {
  t.match(page({ type: 'chart', shape: 'bars', title: { data: 'Lanes' }, series: [{ label: { data: 'Targets' }, points: [['lane.red', 12]] }] }),
    /<figure[^>]*data-chart>[^]*<figcaption>Lanes<[^]*role="img" aria-label="Lanes[^]*<svg [^]*<\/svg>[^]*<details>[^]*<table>[^]*Red[^]*12[^]*<\/figure>/)
})

t.test('figures lead to the list behind them, and nowhere outside', async t => {
  const cell = (link: string) => page({ type: 'figures', items: [{ label: { data: 'Targets' }, cell: { value: 7, link } }] })
  t.match(cell('/targets?state=open'), 'href="/targets?state&#x3D;open"')
  for (const link of ['javascript:alert(1)', '//elsewhere.example', '/\\elsewhere.example', 'https://elsewhere.example/', '/a b']) t.notMatch(cell(link), 'href')
})

t.test('a lane is a shape and a word, never a colour alone', async t => {
  t.match(page({ type: 'lane', lane: 'amber', score: 62 }), /▲[^]*Amber[^]*62/)
  t.match(page({ type: 'table', columns: [{ data: 'Lane' }], rows: [[{ value: 'lane.green', kind: 'code' }]] }), /lane-green[^]*●[^]*Green/)
})

t.test('words a finding rests on are marked, identifiers isolated, times machine-readable', async t => {
  t.match(page({ type: 'text', text: { data: 'Cocaïne paste' }, words: ['cocaine'] }), '<mark>Cocaïne</mark> paste')
  t.match(page({ type: 'table', columns: [{ data: 'x' }, { data: 'y' }], rows: [[{ value: 'MSCU1234566', kind: 'identifier' }, { value: '2026-03-01T10:00:00Z', kind: 'time' }]] }),
    /<bdi class="identifier">MSCU1234566<\/bdi>[^]*<time datetime="2026-03-01T10:00:00Z">/)
})

t.test('an empty table says so', async t => {
  t.match(page({ type: 'table', title: { data: 'Holds' }, columns: [{ data: 'Kind' }], rows: [] }), /<caption>Holds<[^]*colspan="1">None\.</)
})

t.test('no text of any block becomes markup', async () => {
  const evil = fc.oneof(fc.constant('<script>alert(1)</script>'), fc.string().map(text => `<img src=x onerror=${text}>`), fc.constant('"><svg/onload=1>'))
  fc.assert(fc.property(evil, word => {
    const text = { data: word }
    const html = page({ type: 'heading', text }, { type: 'text', text, words: [word] }, { type: 'figures', items: [{ label: text, cell: { value: word, link: word } }] },
      { type: 'table', title: text, columns: [text], rows: [[{ value: word, kind: 'code' }]] }, { type: 'chart', shape: 'bars', title: text, series: [{ label: text, points: [[word, 1]] }] }, { type: 'lane', lane: word, score: 1 })
    return !/<script|<img|<svg\//.test(html)
  }), { numRuns: 30 })
})
