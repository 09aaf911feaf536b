import type { Block, Cell, ConsignmentView } from 'wco-cts'
import { knownOf } from './known.ts'

type Row = readonly [label: string, cell: Cell]

const column = (name: string) => ({ key: `reports.columns.${name}` })
const identifier = (value: string | undefined): Cell => ({ value: value ?? null, kind: 'identifier' })
const figure = (value: number | undefined): Cell => ({ value: value ?? null, kind: 'decimal' })

/** What is said of one thing, side by side; what nobody said is left out. */
const joined = (parts: readonly (string | undefined)[], between = ' · '): string | null => {
  const said = parts.filter(part => part !== undefined && part !== '')
  return said.length === 0 ? null : said.join(between)
}

/** The transport document, its way and what carries it: a row each, for a control officer reads along, not down. */
export const movement = (cargo: ConsignmentView): readonly Block[] => {
  const { document, conveyance } = cargo
  const remarks = joined([...cargo.handling, ...cargo.notes])
  return [
    { type: 'heading', text: { key: 'reports.what' } },
    row([
      ['document', { value: `document.${document.kind}`, kind: 'code' }],
      ['number', { ...identifier(document.number), link: `/consignments/${cargo.id}` }],
      ['parent', identifier(document.parent)],
      ['issuer', { value: joined([document.issuer, document.date]) }],
      ['movement', { value: cargo.movement === undefined ? null : `movement.${cargo.movement}`, kind: 'code' }],
      ['freight', { value: cargo.freight === undefined ? null : `freight.${cargo.freight}`, kind: 'code' }],
      ['senders', { value: joined(cargo.senders) }],
      ['version', { value: cargo.version, kind: 'identifier' }]
    ]),
    row([
      ['route', { value: joined([cargo.origin, cargo.loading, ...cargo.transhipments, cargo.discharge, cargo.destination], ' – ') }],
      ['conveyance', { value: joined([conveyance.name, conveyance.identifier, conveyance.nationality]) }],
      ['journey', { value: joined([conveyance.carrier, conveyance.journey, conveyance.date]) }],
      ['packages', figure(cargo.packages)],
      ['gross', figure(cargo.grossKilograms)]
    ]),
    ...(remarks === null ? [] : [{ type: 'text', text: { data: remarks } } as const])
  ]
}

const row = (cells: readonly Row[]): Block => ({ type: 'table', columns: cells.map(([name]) => column(name)), rows: [cells.map(([, cell]) => cell)] })

/** Containers and ULDs with their seals and weights, and what is known of them. */
export const containers = (cargo: ConsignmentView): readonly Block[] => cargo.equipment.length === 0 ? [] : [{
  type: 'table',
  title: { key: 'reports.containers' },
  columns: ['container', 'type', 'fullness', 'seals', 'gross', 'movements', 'examinations', 'discoveries'].map(column),
  rows: cargo.equipment.map((one, index) => [
    identifier(one.number), identifier(one.type), { value: one.fullness === undefined ? null : `fullness.${one.fullness}`, kind: 'code' },
    identifier(joined(one.seals, ', ') ?? undefined), figure(one.verifiedKilograms ?? one.grossKilograms), ...knownOf(cargo.facts, 'equipment', `/equipment/${index}`)
  ])
}]

/** The goods line by line. */
export const goods = (cargo: ConsignmentView): readonly Block[] => cargo.goods.length === 0 ? [] : [{
  type: 'table',
  title: { key: 'reports.goods' },
  columns: ['line', 'description', 'commodity', 'origin', 'packages', 'gross', 'dangerous', 'stowed'].map(column),
  rows: cargo.goods.map(item => [
    { value: item.line, kind: 'identifier' },
    { value: joined([item.description, item.marks]) },
    identifier(joined(item.commodity, ', ') ?? undefined),
    identifier(item.origin),
    figure(item.packages),
    figure(item.grossKilograms),
    identifier(joined(item.dangerous, ', ') ?? undefined),
    identifier(joined(item.equipment, ', ') ?? undefined)
  ])
}]
