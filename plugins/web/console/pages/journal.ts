import { Type, type ConsolePage, type JournalRow } from 'wco-cts'
import { DAY, dayOf, spanOf } from '../days.ts'
import { link } from '../said.ts'

const maybe = Type.Optional
const query = Type.Object({
  from: maybe(Type.String({ title: 'From' })), until: maybe(Type.String({ title: 'Until' })), subject: maybe(Type.String({ title: 'Subject' })), after: maybe(Type.String({ title: 'After' }))
})

/** Who did and who looked at what. */
export const journal: ConsolePage<typeof query> = {
  id: 'journal',
  path: '/journal',
  permission: 'journal.read',
  menu: { section: 'oversight', order: 20 },
  query,
  template: 'journal',
  async view (asked, desk) {
    const { until: last = new Date(), from = new Date(last.getTime() - 7 * DAY) } = spanOf(asked, desk)
    const subject = asked.subject === '' ? undefined : asked.subject
    const page = await desk.journal({ from, until: last }, { subject, after: asked.after, limit: 100 })
    return {
      rows: page.items.map(row => ({ ...row, at: row.at.toISOString(), subject: subjectOf(row), trail: link('/journal', { from: asked.from, until: asked.until, subject: subjectOf(row) }) })),
      next: page.next === null ? null : link('/journal', { from: asked.from, until: asked.until, subject, after: page.next }),
      from: dayOf(from, desk),
      until: dayOf(new Date(last.getTime() - 1), desk),
      subject: subject ?? ''
    }
  }
}

// Who listed things looked at no one thing, and who signed in did so as himself: the action has said it.
const subjectOf = ({ action, actor, subject }: JournalRow): string | null => subject === actor || action.startsWith(`${subject}.`) ? null : subject
