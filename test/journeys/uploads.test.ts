import t from 'tap'
import { signInAs, type Caller } from '../support/caller.ts'
import type { Running } from '../support/server.ts'
import { consignmentOf, rows, start, until } from './administration.ts'
import { sea } from './manifests.ts'

interface File { readonly name: string, readonly text: string }

/** Posts files by the form of the upload page, as a browser with script (JSON) or without (a page). */
const upload = async ({ server: { app } }: Running, { cookies, get }: Caller, files: readonly File[], accept: string) => {
  const csrf = /name="csrf" value="([^"]+)"/.exec((await get('/upload')).text)?.[1] ?? ''
  const part = (head: string, text: string): string => `--edge\r\nContent-Disposition: form-data; ${head}\r\n\r\n${text}\r\n`
  const payload = [part('name="csrf"', csrf), ...files.map(({ name, text }) => part(`name="files"; filename="${name}"`, text)), '--edge--\r\n'].join('')
  return app.inject({ method: 'POST', url: '/upload', cookies: Object.fromEntries(cookies), headers: { accept, 'content-type': 'multipart/form-data; boundary=edge' }, payload })
}

t.test('of several files brought in at once', async t => {
  const house = await start(t, { files: { 'server.json': { demo: true, secureCookies: false, mostMegabytes: 1 } } })
  const officer = await signInAs(house.server.app, 'officer')
  const file = (index: number): File => ({ name: `u${index}.edi`, text: sea({ reference: `U${index}`, bills: [{ number: `ABCD7000000${index}` }] }) })
  const empty = { name: 'empty.edi', text: '' }
  const large = { name: 'large.edi', text: 'A'.repeat(1_500_000) }

  t.test('each is answered for itself: which were received, which not and why', async t => {
    const answer = await upload(house, officer, [file(1), large, file(2), empty], 'application/json')
    t.equal(answer.statusCode, 200)
    const body: Record<string, never> = answer.json()
    t.match(rows({ body }), [{ id: String, name: 'u1.edi', duplicate: false }, { id: String, name: 'u2.edi', duplicate: false }])
    t.match(rows({ body }, 'refused'), [{ name: 'large.edi', type: 'message-too-large', detail: /1/ }, { name: 'empty.edi', type: 'message-empty', title: 'The file is empty' }])
    for (const number of ['ABCD70000001', 'ABCD70000002']) t.ok(await until(() => consignmentOf(house, number), found => found !== null), number)
  })

  t.test('a page without script names each as well, and leads to those that were received', async t => {
    const answer = await upload(house, officer, [file(3), empty], 'text/html')
    t.equal(answer.statusCode, 200)
    t.match(answer.body, /One file was not received[^]*empty\.edi[^]*The file is empty[^]*One file was received[^]*href="\/messages\/[0-9a-f-]{36}"[^]*u3\.edi/)
  })

  t.test('none received is said of each, and one alone that is empty is refused as before', async t => {
    t.match((await upload(house, officer, [empty, { ...empty, name: 'none.edi' }], 'application/json')).json(), { items: [], refused: [{ name: 'empty.edi' }, { name: 'none.edi' }] })
    t.match(await upload(house, officer, [empty], 'application/json'), { statusCode: 400 })
    t.match(await upload(house, officer, [], 'application/json'), { statusCode: 400 })
  })
})
