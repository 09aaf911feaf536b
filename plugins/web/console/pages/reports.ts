import { Type, type ConsolePage } from 'wco-cts'

const query = Type.Object({})

/** The reports this reader may ask for. */
export const reports: ConsolePage<typeof query> = {
  id: 'reports',
  path: '/reports',
  permission: 'reports.read',
  menu: { section: 'oversight', order: 10 },
  query,
  template: 'reports',
  view: async (_, desk) => ({
    rows: desk.reports().map(({ id, plugin }) => {
      const about = desk.text(plugin, 'about')
      return { href: `/reports/${encodeURIComponent(id)}`, title: desk.text(plugin, 'title'), about: about === 'about' ? null : about }
    })
  })
}
