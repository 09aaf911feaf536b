import { Type, type ConsolePage } from 'wco-cts'
import { coded, one } from '../said.ts'

const query = Type.Object({})

/** Whether the house is well: what waits, what failed, and how fresh each list is. */
export const house: ConsolePage<typeof query> = {
  id: 'house',
  path: '/house',
  permission: 'house.read',
  menu: { section: 'house', order: 20 },
  query,
  template: 'house',
  async view (_, desk) {
    const [status, sources] = await Promise.all([desk.status(), desk.sources()])
    return {
      status: { ...status, lastMessage: status.lastMessage?.toISOString() ?? null },
      well: status.degraded.length === 0,
      sources: sources.map(source => ({ ...source, loaded: source.loaded?.toISOString() ?? null })),
      checked: new Date().toISOString()
    }
  },
  async act (form, _, desk) {
    await desk.refresh(one(form, 'source'))
    return { to: '/house', says: 'house.refreshed', params: { source: coded(desk, 'house.lists', one(form, 'source')) } }
  }
}
