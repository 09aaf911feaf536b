import t from 'tap'
import type { Answer } from '../support/server.ts'
import { rows, start } from './administration.ts'
import { sea } from './manifests.ts'

const PEOPLE = [
  { subject: 'officer', name: 'Amina Otieno', roles: ['officer'], token: 'demo-officer' },
  { subject: 'colleague', name: 'Moana Tui', roles: ['officer'], token: 'demo-colleague', mail: 'moana@example.org', language: 'fr' },
  { subject: 'manager', name: 'Leilani Fa’asavalu', roles: ['manager'], token: 'demo-manager' },
  { subject: 'carrier', name: 'Demo Line', kind: 'carrier', roles: ['carrier'], token: 'demo-carrier', sender: 'DEMOLINE' }
]

t.test('a target', async t => {
  const house = await start(t, { plugins: { 'notifier/mail': { port: 1, requireTls: false } }, files: { 'people.json': PEOPLE } })
  const { ask } = house
  await house.send(sea({ reference: 'T1', bills: Array.from({ length: 8 }, (_, index) => ({ number: `ABCD8200000${index}`, goods: 'ROSEWOOD' })) }))
  const open = rows(await ask('officer', 'GET', '/api/v1/targets')).map(({ id }) => String(id))
  const next = (): string => open.pop() ?? ''
  const take = (who: string, id: string, step: string, form: object = {}, version?: number): Promise<Answer> =>
    ask(who, 'POST', `/api/v1/targets/${id}/steps/${step}${version === undefined ? '' : `?version=${version}`}`, form)
  const shown = async (id: string): Promise<Answer['body']> => (await ask('officer', 'GET', `/api/v1/targets/${id}`)).body

  t.test('shows why it is one, and what can be done with it', async t => {
    const id = open.at(-1) ?? ''
    t.match(await shown(id), { id, consignment: String, state: 'proposed', lane: 'red', score: 80, version: 1, findings: [{ profile: String, version: 1, type: 'rule', reason: String, text: /ROSEWOOD/, score: 80, evidence: ['/goods/0/description'] }] })
    const steps = await ask('officer', 'GET', `/api/v1/targets/${id}/steps`)
    t.same((steps.body as unknown as { id: string }[]).map(({ id }) => id).sort(), ['assign', 'instruct', 'review'])
  })

  t.test('is claimed by one of two who saw the same, and the other is told by whom', async t => {
    const id = next()
    const [one, other] = await Promise.all([take('officer', id, 'assign', {}, 1), take('colleague', id, 'assign', {}, 1)])
    t.same([one.status, other.status].sort(), [200, 409])
    const [won, lost] = one.status === 200 ? ['Amina Otieno', other] : ['Moana Tui', one]
    t.match(lost, { body: { type: 'decided-already', detail: new RegExp(won) } })
    t.match(await shown(id), { state: 'claimed', version: 2, assigneeName: won, history: { length: 1 } })
  })

  t.test('that he has worked himself meanwhile is refused as his own doing, not as somebody else’s', async t => {
    const id = next()
    t.equal((await take('officer', id, 'assign', {}, 1)).status, 200)
    const refused = await take('officer', id, 'instruct', { means: 'scan', note: 'Hollow logs' }, 1)
    t.match(refused, { status: 409, body: { type: 'decided-yourself', detail: /yourself/ } }, refused.text)
    t.notMatch(refused.text, /Someone else|Amina/)
    t.equal((await take('officer', id, 'assign', { act: 'give-back' })).status, 200)
    open.unshift(id)
  })

  t.test('that a colleague has is not worked behind his back', async t => {
    const id = next()
    t.equal((await take('colleague', id, 'assign')).status, 200)
    t.match(await take('officer', id, 'assign'), { status: 400, body: { type: 'input-invalid', errors: [{ pointer: '/act', detail: /^[A-Z].* / }] } }, 'taking it over has to be said')
    t.match(await take('officer', id, 'review', { reason: 'low-risk' }), { status: 409, body: { type: 'step-not-now' } })
    t.match(await take('officer', id, 'assign', { act: 'take-over' }), { status: 200, body: { assigneeName: 'Amina Otieno' } })
  })

  t.test('is handed over to a colleague and to nobody else, who is told by every way there is', async t => {
    const id = next()
    const { rows: people } = await house.server.database.knex.raw<{ rows: { id: string, subject: string }[] }>('SELECT id, subject FROM cts.person')
    const give = (to: string): Promise<Answer> => take('officer', id, 'assign', { act: 'hand-over', person: people.find(({ subject }) => subject === to)?.id ?? to })
    for (const to of ['00000000-0000-4000-8000-000000000000', 'manager', 'carrier', 'officer']) {
      t.match(await give(to), { status: 400, body: { type: 'input-invalid', errors: [{ pointer: '/person', detail: /^Choose a colleague/ }] } }, to)
    }
    t.match(await shown(id), { state: 'proposed', version: 1 })
    t.match(await give('colleague'), { status: 200, body: { assigneeName: 'Moana Tui' } })
    const { rows: notices } = await house.server.database.knex.raw<{ rows: { address: string, notice: { language: string } }[] }>("SELECT address, notice FROM cts.outbox WHERE notice->>'subject' = 'notices.handed-over' ORDER BY address")
    t.match(notices, [{ address: /^inbox:/, notice: { language: 'fr' } }, { address: 'mailto:moana@example.org', notice: { language: 'fr' } }])
    t.equal((await take('colleague', id, 'assign', { act: 'give-back' })).status, 200)
    open.unshift(id)
  })

  t.test('is dismissed with a coded reason, and not without', async t => {
    const id = next()
    const refused = await take('officer', id, 'review', {})
    t.match(refused, { status: 400, body: { errors: [{ pointer: '/reason', detail: /^[A-Z].* / }] } }, refused.text)
    t.match(await shown(id), { state: 'proposed', version: 1, history: { length: 0 } }, 'nothing is written')
    t.match(await take('officer', id, 'review', { reason: 'known-operator', note: 'Every week' }), { status: 200, body: { state: 'dismissed', result: { code: 'withdrawn', reason: 'known-operator' } } })
    for (const step of ['assign', 'review', 'instruct', 'examine', 'release']) t.match(await take('officer', id, step), { status: 409, body: { type: 'step-not-now' } }, `${step} after the end`)
    t.same((await ask('officer', 'GET', `/api/v1/targets/${id}/steps`)).body, [])
  })

  t.test('is examined, found positive and released, with everything in its history', async t => {
    const id = next()
    t.match(await take('officer', id, 'examine', { outcome: 'positive', note: 'x' }), { status: 409, body: { type: 'step-not-now' } }, 'not before it is ordered')
    t.match(await take('officer', id, 'release'), { status: 409 }, 'and not released before it is examined')
    t.match(await take('officer', id, 'instruct', { means: 'scan' }), { status: 400, body: { errors: [{ pointer: '/note' }] } }, 'not without what to look for')
    t.equal((await take('officer', id, 'instruct', { means: 'scan', note: 'Hollow logs' })).status, 200)
    t.match(await take('colleague', id, 'examine'), { status: 200, body: { state: 'acknowledged' } })
    t.match(await take('colleague', id, 'examine', { outcome: 'negative', result: 'discovery' }), { status: 400, body: { errors: [{ pointer: '/result', detail: /^[A-Z].* / }] } }, 'a contradiction is refused in words')
    const examined = await take('colleague', id, 'examine', { outcome: 'positive', note: 'Two tusks' })
    t.match(examined, { status: 200, body: { state: 'examined', result: { code: 'positive' } } }, examined.text)
    t.match(await take('officer', id, 'release'), { status: 200, body: { state: 'closed', outcome: 'positive', controls: { length: 1, 0: { means: 'scan', note: 'Hollow logs', result: 'discovery' } } } }, 'the scan that was ordered is the one with the result')
    const { history } = await shown(id) as unknown as { history: { step: string, actor: string, from: string, to: string, text: string }[] }
    t.same(history.map(({ step, actor }) => `${step} ${actor}`), ['instruct Amina Otieno', 'examine Moana Tui', 'examine Moana Tui', 'release Amina Otieno'])
    for (const { text } of history) t.notMatch(text, /^[a-z.-]+$|[{}]/, 'in words')
  })

  t.test('whose outcome is known changes what is known of its parties', async t => {
    await house.send(sea({ reference: 'T2', bills: [{ number: 'ABCD83000001' }] }))
    const [row] = rows(await ask('officer', 'GET', '/api/v1/consignments?number=ABCD83000001'))
    const { rows: [known] } = await house.server.database.knex.raw<{ rows: { targets: number, outcomes: object }[] }>(`SELECT * FROM cts.key_tally WHERE kind = 'name' AND value = 'alpha trading'`)
    t.match(known, { targets: 8, outcomes: { positive: 1, withdrawn: 1 } })
    t.match(row, { state: 'assessed' })
  })

  t.test('is neither seen nor worked by who may not', async t => {
    const id = next()
    for (const who of ['manager', 'carrier']) {
      t.match(await ask(who, 'GET', `/api/v1/targets/${id}`), { status: 403, body: { type: 'not-permitted' } }, who)
      t.match(await take(who, id, 'assign'), { status: 403 }, who)
    }
    t.match(await ask(null, 'GET', `/api/v1/targets/${id}`), { status: 401, body: { type: 'sign-in-first' } })
    t.match(await take('officer', id, 'no-such-step'), { status: 404, body: { type: 'step-unknown' } })
    t.match(await take('officer', '00000000-0000-4000-8000-000000000000', 'assign'), { status: 404, body: { type: 'not-found' } })
  })

  t.test('is found by whose it is and how it ended', async t => {
    const count = async (query: string): Promise<number> => rows(await ask('officer', 'GET', `/api/v1/targets?${query}`)).length
    t.same(await Promise.all(['view=ended', 'view=all', 'view=free', 'state=dismissed&view=all', 'lane=green'].map(count)), [2, 8, 4, 1, 0])
  })
})

t.test('a workflow that ends without an outcome is not gone through', async t => {
  const workflow = {
    states: { proposed: {}, claimed: {}, closed: { end: true } },
    transitions: [{ from: ['proposed'], step: 'release', to: ['closed'] }, { from: ['proposed'], step: 'review', to: ['claimed'] }]
  }
  const house = await start(t, { files: { 'workflow.json': workflow } })
  await house.send(sea({ reference: 'T3', bills: [{ number: 'ABCD84000001', goods: 'ROSEWOOD' }] }))
  const [target] = rows(await house.ask('officer', 'GET', '/api/v1/targets'))
  const path = `/api/v1/targets/${String(target?.['id'])}`
  t.match(await house.ask('officer', 'POST', `${path}/steps/release`, {}), { status: 409, body: { type: 'outcome-missing', detail: /^[^{}]+$/ } })
  t.match(await house.ask('officer', 'POST', `${path}/steps/review`, { reason: 'low-risk' }), { status: 500, body: { type: 'step-leads-elsewhere' } }, 'nor one that leads where it may not')
  t.match((await house.ask('officer', 'GET', path)).body, { state: 'proposed', version: 1, history: { length: 0 }, result: null })
})
