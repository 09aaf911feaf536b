import { Type, type ConsolePage } from 'wco-cts'
import { rawWindow } from '../raw-rows.ts'
import { link, said } from '../said.ts'

const maybe = Type.Optional
const whole = (title: string) => maybe(Type.Integer({ title, minimum: 0 }))
const query = Type.Object({
  id: Type.String({ title: 'Message', format: 'uuid' }), at: whole('First byte marked'), length: whole('Bytes marked'), line: whole('Line marked'), from: whole('First byte shown')
})

/** A message's text as received, its lines numbered, with the place in question marked. */
export const raw: ConsolePage<typeof query> = {
  id: 'raw',
  path: '/messages/:id/raw-view',
  permission: 'messages.read',
  query,
  template: 'raw',
  async view ({ id, at, length, line, from }, desk) {
    const { bytes, name } = await desk.raw(id)
    const shown = await rawWindow(bytes, { from: from ?? 0, at: at ?? null, length: length ?? 1, line: line ?? null })
    const window = (start: number | null): string | null => start === null ? null : link(`/messages/${id}/raw-view`, { from: start, at, length, line })
    return {
      title: name === null ? said(desk, 'raw.unnamed') : said(desk, 'raw.title', { name }),
      id,
      rows: shown.rows.map(row => ({ ...row, here: row.marked !== '' })),
      size: shown.size,
      first: shown.rows[0]?.at ?? 0,
      last: shown.next ?? shown.size,
      next: window(shown.next),
      previous: window(shown.previous)
    }
  }
}
