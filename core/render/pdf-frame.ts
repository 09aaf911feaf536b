import type { Composed } from '../contract/report.ts'
import type { Writer } from './figures.ts'
import { ink, page, type Laid, type Sheet } from './pdf-sheet.ts'

/** What stands on every page besides the report: whose it is, how it must be handled, who printed it, when, and where that is recorded. */
export interface Frame {
  readonly administration: string
  readonly classification: string
  readonly printedBy: string
  readonly printedAt: Date
  readonly reference: string
  readonly language: string
  readonly zone: string
  readonly demo: boolean
}

const EDGE = 26
const MOST_LINES = 4
const SMALL = { size: 8, colour: ink.quiet } as const

/** Where the report begins: below the line on top, however much that says. */
export const topOf = (sheet: Sheet, report: Composed, frame: Frame, write: Writer): number =>
  EDGE + highest(headOf(sheet, report, frame, write)) + 15

/** Draws the line on top and the line at the foot of every page, once it is known how many there are. */
export const drawFrame = (sheet: Sheet, report: Composed, frame: Frame, write: Writer): void => {
  const { doc } = sheet
  const { start, count } = doc.bufferedPageRange()
  const head = headOf(sheet, report, frame, write)
  const printed = [
    write.own('printed', { time: write.cell({ value: frame.printedAt.toISOString(), kind: 'time' }), name: frame.printedBy }),
    write.own('reference', { reference: frame.reference }),
    write.own('system')
  ].join(' · ')
  const foot = sheet.lay(printed, SMALL, sheet.width - 110)
  for (let index = 0; index < count; index++) {
    doc.switchToPage(start + index)
    const number = sheet.lay(write.own('page', { page: index + 1, pages: count }), { ...SMALL, align: 'end' }, 100)
    drawPart(sheet, 'Header', () => {
      for (const { laid, at } of head) sheet.draw(laid, at, EDGE, [0, fewer(laid)])
      line(sheet, EDGE + highest(head) + 4)
    })
    drawPart(sheet, 'Footer', () => {
      line(sheet, page.height - 44)
      sheet.draw(foot, 0, page.height - 40, [0, fewer(foot)])
      sheet.draw(number, sheet.width - 100, page.height - 40)
    })
  }
}

interface Placed { readonly laid: Laid, readonly at: number }

const headOf = (sheet: Sheet, report: Composed, frame: Frame, write: Writer): readonly Placed[] => {
  const third = sheet.width / 3 - 8
  const names = [frame.administration, ...(frame.demo ? [write.own('demo')] : [])].join('\n')
  return [
    { laid: sheet.lay(names, { ...SMALL, strong: true }, third), at: 0 },
    { laid: sheet.lay(frame.classification, { size: 8, strong: true, align: 'centre' }, third), at: sheet.width / 3 + 4 },
    { laid: sheet.lay(write.text(report.title), { ...SMALL, align: 'end' }, third), at: sheet.width * 2 / 3 + 8 }
  ]
}

const highest = (head: readonly Placed[]): number => Math.max(...head.map(({ laid }) => fewer(laid) * laid.leading))

/** The report's own first page says its title in full; the line on top has room for four lines of it. */
const fewer = ({ lines }: Laid): number => Math.min(lines.length, MOST_LINES)

const drawPart = ({ doc }: Sheet, subtype: 'Header' | 'Footer', draw: () => void): void => {
  doc.markContent('Artifact', { type: 'Pagination', attached: [subtype === 'Header' ? 'Top' : 'Bottom'] })
  draw()
  doc.endMarkedContent()
}

const line = (sheet: Sheet, y: number): void => {
  const x = sheet.across(0, sheet.width)
  sheet.doc.moveTo(x, y).lineTo(x + sheet.width, y).lineWidth(0.5).strokeColor(ink.line).stroke()
}
