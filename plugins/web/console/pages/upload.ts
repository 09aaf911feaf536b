import { Type, type ConsolePage } from 'wco-cts'

const query = Type.Object({})

/** Files brought in by hand. The form goes to core's own route, which takes several files at once. */
export const upload: ConsolePage<typeof query> = {
  id: 'upload',
  path: '/upload',
  permission: 'messages.submit',
  menu: { section: 'cargo', order: 20 },
  query,
  template: 'upload',
  view: async () => ({})
}
