import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { rows, start, until } from './administration.ts'
import { sea } from './manifests.ts'
import { outsider } from './plugin.ts'

/** A format that reads a number a line, and answers in its own words; at a message of evil it loops for ever. */
const TALKING = `
  const declaration = number => ({ mode: 'sea', kind: 'bill', number, conveyance: { carrier: 'TALK', stops: [] }, transhipments: [], placeNames: {}, parties: [], goods: [], equipment: [], totals: {}, handling: [], references: [], notes: [], customs: [], rest: [], positions: {} })
  host.format({
    id: 'talking', modes: ['sea'],
    recognize: ({ bytes }) => new TextDecoder().decode(bytes).startsWith('TALK') ? 1 : 0,
    async * parse (bytes, issue) {
      let text = ''
      for await (const chunk of bytes) text += new TextDecoder().decode(chunk)
      const [head, ...lines] = text.split('\\n')
      yield { report: { kind: 'TALK', document: head, test: false } }
      for (const line of lines) {
        if (line === 'wrong') issue({ code: 'unreadable', severity: 'error', at: { line: 2, offset: 0 } })
        else yield { declaration: declaration(line) }
      }
    },
    reply: receipt => {
      if (receipt.reports.some(({ document }) => document === 'TALK EVIL')) for (;;);
      return { bytes: new TextEncoder().encode([receipt.number, receipt.degree, ...receipt.reports.map(({ document }) => document), ...receipt.issues.map(({ code }) => code)].join(' ')), mediaType: 'text/plain', suffix: 'txt' }
    }
  })
`

t.test('an answer', { timeout: 110_000 }, async t => {
  const path = await outsider(t, 'format/talking', TALKING)
  const house = await start(t, {
    plugins: { [path]: {}, 'enricher/history': false, 'source/un-locode': false, 'source/consolidated-lists': false },
    files: { 'profiles.json': [], 'server.json': { demo: true, secureCookies: false, hangSeconds: 1 } }
  })
  const { ask } = house
  const answers = (who = 'carrier') => ask(who, 'GET', '/api/v1/replies')
  const answerTo = (message: unknown) => until(async () => rows(await answers()).find(reply => reply['message'] === message), reply => reply !== undefined, 30)

  t.test('is given in the words of the format, and the same as JSON', async t => {
    const { id } = await house.send('TALK 7\nT1\nwrong\nT2')
    const reply = await answerTo(id)
    t.match(reply, { degree: 'accepted-with-faults', state: 'accepted-with-faults', consignments: 2, errors: 1, format: 'talking', mediaType: 'text/plain', issues: [{ code: 'unreadable', severity: 'error', at: { line: 2 } }] })
    t.match((await ask('carrier', 'GET', `/api/v1/replies/${String(reply?.['id'])}/raw`)).text, /^\d+ accepted-with-faults TALK 7 unreadable /)
  })

  t.test('is given as JSON where the format has none, and to what no format reads', async t => {
    const accepted = await house.send(sea({ reference: 'R1', bills: [{ number: 'ABCD10000031' }] }))
    t.match(await answerTo(accepted['id']), { degree: 'accepted', issues: { length: 0 } })
    const refused = await house.send('what is this')
    const reply = await answerTo(refused['id'])
    t.match(reply, { degree: 'rejected', reason: String })
    t.match((await ask('carrier', 'GET', `/api/v1/replies/${String(reply?.['id'])}/raw`)).status, 404)
  })

  t.test('is there until its sender acknowledges it, and for nobody else to acknowledge', async t => {
    const [first, ...others] = rows(await answers())
    const one = `/api/v1/replies/${String(first?.['id'])}`
    t.equal((await ask('officer', 'DELETE', one)).status, 403)
    t.equal((await ask('manager', 'GET', one)).status, 403)
    t.match((await ask('officer', 'GET', one)).body, { id: first?.['id'] }, 'an officer may look')
    t.equal((await ask('carrier', 'DELETE', one)).status, 204)
    t.same(rows(await answers()).map(({ id }) => id), others.map(({ id }) => id))
  })

  t.test('that its format does not survive is given as JSON', async t => {
    const { id } = await house.send('TALK EVIL\nT9')
    t.match(await answerTo(id), { degree: 'accepted', consignments: 1, format: undefined })
    t.match(await answerTo((await house.send('TALK 8\nT10'))['id']), { format: 'talking' }, 'and the next has it again')
  })

  t.test('to a file that was laid in a folder is laid beside it', async t => {
    const place = join(house.data, 'plugins/channel/folder/inbox/DEMOLINE')
    await mkdir(place, { recursive: true })
    await writeFile(join(place, 'mine.txt'), 'TALK 9\nT11')
    const laid = await until(async () => (await readdir(join(place, 'answers')).catch(() => [])).filter(name => !name.endsWith('.part')), names => names.length > 0, 30)
    t.match(laid, [/^mine\.txt\.\d+\.txt$/])
    t.match(await readFile(join(place, 'answers', laid[0] ?? ''), 'utf8'), /accepted-with-faults TALK 9/)
  })
})
