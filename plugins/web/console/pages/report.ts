import { Problem, Type, type ConsolePage } from 'wco-cts'

const query = Type.Object({ id: Type.String({ title: 'Report' }) })

/** What a report asks, and the ways it is had: on the screen, as PDF, as CSV. */
export const report: ConsolePage<typeof query> = {
  id: 'report',
  path: '/reports/:id',
  permission: 'reports.read',
  query,
  template: 'report',
  async view ({ id }, desk) {
    const offer = desk.reports().find(report => report.id === id)
    if (!offer) throw new Problem('not-found', 404, { id })
    return { title: desk.text(offer.plugin, 'title'), schema: offer.form, plugin: offer.plugin, screen: `/reports/${encodeURIComponent(id)}/view`, file: `/api/v1/reports/${encodeURIComponent(id)}` }
  }
}
