import { only, type Declaration, type Issue, type Read } from 'wco-cts'
import { addContainer, billOf, keep } from './bill.ts'
import { headOf, type Head } from './head.ts'
import type { Line } from './line.ts'

/** Takes line after line, and gives what each one completes. */
export interface Reader { take (line: Line): Iterable<Read>, end (): Iterable<Read> }

/** What is open while a message is read. */
interface Open { head: Head | null, bill: Declaration | null, bills: number }

/** A reader at the beginning of a message. */
export const readerOf = (issue: (issue: Issue) => void): Reader => {
  const open: Open = { head: null, bill: null, bills: 0 }

  // A bill is complete only when something else begins: its containers come after it.
  const closeBill = function * (): Generator<Read> {
    if (open.bill !== null) yield { declaration: open.bill }
    open.bill = null
  }
  const closeReport = function * (): Generator<Read> {
    yield * closeBill()
    if (open.head !== null) issue({ code: 'message-truncated', severity: 'error' })
    open.head = null
  }
  const takers: Readonly<Record<string, (line: Line) => Iterable<Read>>> = {
    * HDR (line) {
      yield * closeReport()
      open.head = headOf(line, issue)
      open.bills = 0
      yield { report: open.head.report }
    },
    * BOL (line) {
      yield * closeBill()
      if (open.head === null) issue({ code: 'header-missing', severity: 'error', at: line.at })
      open.bill = billOf(line, open.head)
      open.bills++
    },
    CNT (line) {
      if (open.bill === null) unread(line)
      else addContainer(open.bill, line)
      return []
    },
    * END (line) {
      yield * closeBill()
      const { bills } = line.cells
      if (bills !== undefined && Number(bills.text) !== open.bills) {
        issue({ code: 'total-mismatch', severity: 'warning', at: bills.at, params: { declared: bills.text.slice(0, 20), found: open.bills } })
      }
      yield { reportEnd: only({ consignments: bills?.text }) }
      open.head = null
    }
  }
  const unread = ({ text, at }: Line): void => {
    issue({ code: 'line-unread', severity: 'warning', at, params: { text: text.slice(0, 60) } })
    if (open.bill !== null) keep(open.bill, at.path ?? '', text)
  }
  return {
    * take (line) {
      const taker = Object.hasOwn(takers, line.tag) ? takers[line.tag] : undefined
      if (taker === undefined) return unread(line)
      yield * taker(line)
      for (const { text, at } of line.more) issue({ code: 'cell-unread', severity: 'warning', at, params: { text: text.slice(0, 60) } })
    },
    end: closeReport
  }
}
