import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { HOUSE } from '../../core/host/house.ts'
import { consignmentOf, rows, start } from './administration.ts'
import { air, sea } from './manifests.ts'

const ENDED = /^(accepted|accepted-with-faults|rejected|duplicate|quarantined)$/

const utf16 = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le')

t.test('a message that is damaged', async t => {
  const house = await start(t)
  const { ask } = house
  const whole = sea({ reference: 'D1', bills: [{ number: 'ABCD97000001', goods: 'ROSEWOOD' }, { number: 'ABCD97000002' }] })
  const raw = async (id: unknown): Promise<Buffer> => {
    const answer = await house.server.app.inject({ url: `/api/v1/messages/${String(id)}/raw`, headers: { authorization: 'Bearer demo-officer' } })
    return answer.rawPayload
  }

  t.test('by being cut off is never taken without a word', async t => {
    for (let length = 40; length < whole.length - 2; length += 61) {
      // Each under a reference of its own: a second cut of one would only be compared with the first.
      const message = await house.send(whole.replaceAll('D1', `D${String(length).padStart(3, '0')}`).slice(0, length), `cut at ${length}`)
      t.match(message, { state: /^(accepted-with-faults|rejected|quarantined)$/ }, `cut at ${length}: ${String(message['state'])}`)
      if (message['state'] !== 'quarantined') t.ok(rows({ body: message }, 'issues').length > 0 || message['reason'] !== undefined, 'with what is wrong')
    }
    for (const { code, severity, text } of rows({ body: await house.send(whole.slice(0, 700), 'cut') }, 'issues')) {
      t.match({ code, severity, text }, { code: /^[a-z0-9-]+$/, severity: /^(error|warning|note)$/, text: /^\S+ / })
      t.notMatch(text, /^issues\.|[{}]/)
    }
  })

  t.test('by NULs, controls and strange letters is read as far as it can be, and its bytes are kept as they came', async t => {
    const strange = ['SHIRTS\0AND SOCKS', 'SHIRTS \\u0000 AND', `${'A'.repeat(299)}💣BANG`, '\u0001\u0002\u001f', 'ﷺ'.repeat(200), '\u202eevil\u202c', `\ufffe\uffff`, 'DROP TABLE cts.message; --', '<script>alert(1)</script>', '{title, plural, other {#}}']
    for (const [index, goods] of strange.entries()) {
      const number = `ABCD9800000${index}`
      const bytes = sea({ reference: `D2${index}`, bills: [{ number, goods, consignee: goods.slice(0, 30) }] }).replace('UNOA:2', 'UNOY:4')
      const message = await house.send(bytes)
      t.match(message, { state: /^accepted/, consignments: 1 }, JSON.stringify(goods.slice(0, 20)))
      t.ok((await raw(message['id'])).equals(Buffer.from(bytes)), 'its bytes')
      t.match(await consignmentOf(house, number), { version: 1, state: 'assessed' })
      const again = await house.send(bytes.replace(`D2${index}'`, `D3${index}'`).replace(`+D2${index}\n`, '').replaceAll(`D2${index}`, `D3${index}`))
      t.match(await consignmentOf(house, number), { version: 1, filings: { length: 2 } }, `the same content again is no new version (${String(again['state'])})`)
    }
  })

  t.test('by another charset than it names, or none at all, ends all the same', async t => {
    const texts = [whole, air.fwb, sea({ reference: 'D5', bills: [{ number: 'ABCD99000001', goods: 'ÉCHARPES À FRANGES', consignee: 'Ångström & Söner' }] })]
    for (const [index, text] of texts.entries()) {
      for (const [name, bytes] of [['utf-16', utf16(text)], ['utf-8 with its mark', Buffer.from(`\ufeff${text}`)], ['latin-1', Buffer.from(text, 'latin1')], ['utf-16, turned about', utf16(text).swap16()]] as const) {
        const message = await house.send(bytes, `${name} ${index}`)
        t.match(message, { state: ENDED }, `${name} ${index}: ${String(message['state'])}`)
        t.notMatch(message['reason'], /refusals\./)
      }
    }
  })

  t.test('beyond recognition is refused, kept and shown', async t => {
    for (const bytes of [Buffer.from('%PDF-1.7 not a manifest'), Buffer.alloc(5000), Buffer.from([0x50, 0x4b, 3, 4, 0, 0]), Buffer.from("'''''''''"), Buffer.from('\ud800')]) {
      const message = await house.send(bytes)
      t.match(message, { state: 'rejected', format: null, reason: /recognise/ })
      t.ok((await raw(message['id'])).equals(bytes))
    }
    t.ok(rows(await ask('officer', 'GET', '/api/v1/messages?state=rejected')).length >= 6)
  })

  t.test('under any name is kept under it', async t => {
    for (const [index, name] of ['../../etc/passwd', 'a\nb', 'é'.repeat(400), '\0', '💣.edi', '%', '%ZZ'].entries()) {
      const answer = await house.server.app.inject({ method: 'POST', url: '/api/v1/messages', payload: Buffer.from(`nonsense ${index}`), headers: { authorization: 'Bearer demo-carrier', 'content-type': 'text/plain', 'x-filename': name.startsWith('%') ? name : encodeURIComponent(name) } })
      t.equal(answer.statusCode, 202, JSON.stringify(name.slice(0, 10)))
      const message = await ask('officer', 'GET', `/api/v1/messages/${answer.json<{ id: string }>().id}`)
      t.equal(String(message.body['name']), name.slice(0, 255).replace('\0', '\ufffd'))
    }
  })

  t.test('does not keep the next from being read', async t => {
    const sample = await readFile(join(HOUSE, 'plugins/format/cuscar/cases/full-manifest-d95b/message.edi'))
    t.match(await house.send(sample), { state: /^accepted/, format: 'cuscar' })
    const { body } = await house.ask(null, 'GET', '/health')
    t.match(body, { degraded: { length: house.server.database.embedded ? 1 : 0 } }, JSON.stringify(body['degraded']))
  })
})
