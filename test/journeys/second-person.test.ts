import t from 'tap'
import type { Answer } from '../support/server.ts'
import { consignmentOf, rows, ruleOn, start, until } from './administration.ts'
import { sea } from './manifests.ts'

// Two who publish and sign, and one who drafts.
const PEOPLE = [
  { subject: 'officer', name: 'Amina Otieno', roles: ['officer'], password: 'demo', token: 'demo-officer' },
  { subject: 'clerk', name: 'Noor Haddad', roles: ['officer'], password: 'demo', token: 'demo-clerk' },
  { subject: 'supervisor', name: 'Jean-Marc Ilunga', roles: ['supervisor'], password: 'demo', token: 'demo-supervisor' },
  { subject: 'deputy', name: 'Sofia Ferreira', roles: ['supervisor'], password: 'demo', token: 'demo-deputy' },
  { subject: 'signer', name: 'Tavita Leota', roles: ['signer'], password: 'demo', token: 'demo-signer' },
  { subject: 'reader', name: 'Ana Ruiz', roles: ['reader'], password: 'demo', token: 'demo-reader' },
  { subject: 'carrier', name: 'Demo Line', kind: 'carrier', roles: ['carrier'], token: 'demo-carrier', sender: 'DEMOLINE' }
]

// One who signs and makes no entries, and one who only looks.
const ROLES = { signer: ['lists.read', 'lists.sign'], reader: ['lists.read'] }

t.test('a second person', async t => {
  const house = await start(t, { files: { 'profiles.json': [{ type: 'watch-list', title: 'Every watch list in force', settings: {}, alert: ['officer'] }], 'people.json': PEOPLE, 'roles.json': ROLES } })
  const { ask } = house

  t.test('puts in force the version that was looked at', async t => {
    const post = (who: string, path: string, body: unknown = {}): Promise<Answer> => ask(who, 'POST', `/api/v1/profiles${path}`, body)
    const id = String((await post('officer', '', ruleOn(['ivory']))).body['id'])

    t.test('and not one that came meanwhile, of which it is told in words', async t => {
      t.match(await post('clerk', `/${id}/versions?version=1`, ruleOn(['pangolin'])), { status: 201, body: { version: 2 } })
      const late = await post('supervisor', `/${id}/publish?version=1`)
      t.match(late, { status: 409, body: { type: 'newer-version', title: /newer version/i, detail: /Noor Haddad.*version 2/ } })
      t.match((await ask('supervisor', 'GET', `/api/v1/profiles/${id}`)).body, { state: 'draft', version: 2 })
      t.match(await post('supervisor', `/${id}/publish?version=3`), { status: 404 }, 'nor one that there is not')
      t.match(await post('supervisor', `/${id}/publish?version=2`), { status: 200, body: { state: 'published', version: 2, publishedBy: 'Jean-Marc Ilunga' } })
    })

    t.test('and where a program names none, the newest', async t => {
      t.equal((await post('officer', `/${id}/versions`, ruleOn(['coral']))).status, 201)
      t.match(await post('deputy', `/${id}/publish`), { status: 200, body: { state: 'published', version: 3 } })
    })

    t.test('and of two who revise one version, the second is told who was first', async t => {
      const both = await Promise.all([post('officer', `/${id}/versions?version=3`, ruleOn(['teak'])), post('clerk', `/${id}/versions?version=3`, ruleOn(['ebony']))])
      t.same(both.map(({ status }) => status).sort(), [201, 409])
      t.match(both.find(({ status }) => status === 409), { body: { type: 'newer-version', detail: /(Amina Otieno|Noor Haddad).*version 4/ } })
    })

    t.test('and at once with others, one after another, never with a fault of the server', async t => {
      const revised = await Promise.all(Array.from({ length: 12 }, (_, index) => post(index % 2 === 0 ? 'officer' : 'clerk', `/${id}/versions`, ruleOn([`wood${index}`]))))
      t.same(revised.filter(({ status }) => status !== 201 && status !== 409), [])
      const kept = revised.filter(({ status }) => status === 201).map(({ body }) => body['version'])
      t.equal(new Set(kept).size, kept.length, 'each version is one draft')
      const { body: { version } } = await ask('officer', 'GET', `/api/v1/profiles/${id}`)
      const published = await Promise.all(['supervisor', 'deputy'].map(who => post(who, `/${id}/publish?version=${String(version)}`)))
      t.same(published.map(({ status }) => status).sort(), [200, 409])
      const retired = await Promise.all(['supervisor', 'deputy'].map(who => post(who, `/${id}/retire`)))
      t.same(retired.map(({ status }) => status).sort(), [200, 409])
    })
  })

  t.test('takes an entry of the nation off its list, and one alone does not', async t => {
    const post = (who: string, path: string, body: unknown = {}): Promise<Answer> => ask(who, 'POST', `/api/v1/watch-lists${path}`, body)
    const list = String((await post('supervisor', '', { title: 'National names', kind: 'party', level: 'national' })).body['id'])
    const made = await post('officer', `/${list}/entries`, { kind: 'party', names: ['Blacktide Maritime Supplies'], reason: 'Told by a colleague' })
    const path = `/${list}/entries/${String(made.body['id'])}`
    const remove = (who: string): Promise<Answer> => ask(who, 'DELETE', `/api/v1/watch-lists${path}`)
    const findings = async (number: string): Promise<number> => rows({ body: { ...await consignmentOf(house, number) } }, 'findings').length
    let sent = 0
    const arriving = async (): Promise<number> => {
      const number = `ABCD8200000${sent++}`
      await house.send(sea({ reference: `R${sent}`, bills: [{ number, consignee: 'BLACKTIDE MARITIME SUPPLIES' }] }))
      return findings(number)
    }
    t.match(await post('supervisor', `${path}/sign`), { status: 200, body: { state: 'in-force' } })
    t.equal(await arriving(), 1)

    t.test('when a removal is asked for, the entry stays in force and says who asked', async t => {
      t.match(await remove('supervisor'), { status: 200, body: { state: 'leaving', removalBy: 'Jean-Marc Ilunga', removalMine: true } })
      t.match(rows(await ask('deputy', 'GET', `/api/v1/watch-lists/${list}/entries`)), [{ state: 'leaving', removalBy: 'Jean-Marc Ilunga', removalMine: false }])
      t.match((await ask('officer', 'GET', `/api/v1/watch-lists/${list}`)).body, { entries: 1, waiting: 1 })
      t.equal(await arriving(), 1)
      t.match(await remove('deputy'), { status: 409, body: { type: 'removal-asked', detail: /Jean-Marc Ilunga/ } })
    })

    t.test('who asked does not sign it, nor does who may not sign', async t => {
      t.match(await post('supervisor', `${path}/sign`), { status: 403, body: { type: 'removal-own' } })
      t.match(await post('officer', `${path}/sign`), { status: 403, body: { type: 'not-permitted' } })
    })

    t.test('it may be called off: by who asked, or by one who may sign', async t => {
      t.match(await post('officer', `${path}/keep`), { status: 403, body: { type: 'not-permitted' } })
      t.match(await post('deputy', `${path}/keep`), { status: 200, body: { state: 'in-force', removalBy: undefined } })
      t.match(await post('deputy', `${path}/keep`), { status: 409, body: { type: 'removal-none' } })
      t.match(await remove('officer'), { status: 200, body: { state: 'leaving', removalBy: 'Amina Otieno' } }, 'whoever makes entries may ask')
      t.match(await post('officer', `${path}/keep`), { status: 200, body: { state: 'in-force' } })
    })

    t.test('who signs and makes no entries may ask, and call that off; who only looks may not', async t => {
      t.match(await remove('signer'), { status: 200, body: { state: 'leaving', removalBy: 'Tavita Leota' } })
      t.match(await post('officer', `${path}/keep`), { status: 403 })
      t.match(await post('signer', `${path}/keep`), { status: 200, body: { state: 'in-force' } })
      t.match(await remove('reader'), { status: 403, body: { type: 'not-permitted' } })
      t.match(await post('reader', `${path}/keep`), { status: 403, body: { type: 'not-permitted' } })
    })

    t.test('and when a second person signs, it is gone', async t => {
      t.equal((await remove('supervisor')).status, 200)
      const both = await Promise.all([post('deputy', `${path}/sign`), post('deputy', `${path}/sign`)])
      t.same(both.map(({ status }) => status).sort(), [200, 409])
      t.match(both.find(({ status }) => status === 200), { body: { state: 'gone' } })
      t.match(await remove('supervisor'), { status: 409, body: { type: 'entry-gone' } })
      t.equal(await arriving(), 0)
      t.equal(await until(() => findings('ABCD82000000'), found => found === 0), 0, 'and finds nothing any more in what is stored')
      t.match((await ask('officer', 'GET', `/api/v1/watch-lists/${list}`)).body, { entries: 0, waiting: 0 })
    })

    t.test('one that nobody has signed yet is taken back by one person', async t => {
      const waiting = await post('officer', `/${list}/entries`, { kind: 'party', names: ['Northwind Orchards'], reason: 'A slip' })
      const its = `/api/v1/watch-lists/${list}/entries/${String(waiting.body['id'])}`
      t.match(await ask('clerk', 'DELETE', its), { status: 403 })
      t.match(await ask('deputy', 'DELETE', its), { status: 200, body: { state: 'gone' } })
    })
  })
})
