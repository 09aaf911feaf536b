import { Type, type ConsolePage, type TObject } from 'wco-cts'

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
    rows: desk.reports().map(({ id, plugin, form }) => {
      const about = desk.text(plugin, 'about')
      return { href: asksForId(form) ? null : `/reports/${encodeURIComponent(id)}`, title: desk.text(plugin, 'title'), about: about === 'about' ? null : about }
    })
  })
}

// A report on one thing is asked for on that thing's own page: nobody types its id.
const asksForId = ({ properties, required }: TObject): boolean => Object.entries(properties).some(([name, field]) => field['format'] === 'uuid' && required?.includes(name) === true)
