import t from 'tap'
import type { Running } from '../support/server.ts'
import { start, until } from './administration.ts'
import { outsider } from './plugin.ts'
import { sea } from './manifests.ts'

const messageOf = async (house: Running, id: unknown): Promise<Record<string, unknown>> => (await house.ask('officer', 'GET', `/api/v1/messages/${String(id)}`)).body

/** A format that reads one declaration a line, and at a line of evil does something evil. */
const EVIL = `
  const evil = {
    throw () { throw new Error('an exception nobody thought of') },
    reject () { Promise.reject(new Error('nobody waits for me')) }
  }
  const declaration = number => ({ mode: 'sea', kind: 'bill', number, conveyance: { carrier: 'EVIL', stops: [] }, transhipments: [], placeNames: {}, parties: [], goods: [], equipment: [], totals: {}, handling: [], references: [], notes: [], customs: [], rest: [], positions: {} })
  host.format({
    id: 'evil', modes: ['sea'],
    recognize: ({ bytes }) => new TextDecoder().decode(bytes).startsWith('EVIL') ? 1 : 0,
    async * parse (bytes, issue) {
      let text = ''
      for await (const chunk of bytes) text += new TextDecoder().decode(chunk)
      for (const line of text.split('\\n').slice(1)) {
        if (line in evil) evil[line]()
        yield { declaration: declaration(line) }
        await new Promise(resolve => setTimeout(resolve, 5))
      }
    }
  })
`

t.test('a format that', { timeout: 110_000 }, async t => {
  const path = await outsider(t, 'format/evil', EVIL)
  const house = await start(t, { plugins: { [path]: {}, 'enricher/history': false, 'source/un-locode': false, 'source/consolidated-lists': false }, files: { 'profiles.json': [] } })

  t.test('throws at one line keeps what it read and sets the message aside with the place', async t => {
    const message = await house.send('EVIL\nE1\nE2\nthrow\nE3')
    t.match(message, { state: 'quarantined', consignments: 2, reason: /evil.*2 declarations/ })
  })

  t.test('leaves a promise to fail behind its back ends its thread at its own cost, and the next message is read', async t => {
    const evil = await house.ask('carrier', 'POST', '/api/v1/messages', 'EVIL\nF1\nreject\nF2')
    const next = await house.ask('carrier', 'POST', '/api/v1/messages', sea({ reference: 'E1', bills: [{ number: 'ABCD00000001' }] }))
    const message = await until(() => messageOf(house, evil.body['id']), ({ state }) => state === 'quarantined', 60)
    t.match(message, { state: 'quarantined', consignments: 1, reason: String })
    t.notMatch(message['reason'], /\{|reading-died/, 'the reason is a sentence')
    t.match(await until(() => messageOf(house, next.body['id']), ({ state }) => state === 'accepted', 10), { state: 'accepted' })
  })
})
