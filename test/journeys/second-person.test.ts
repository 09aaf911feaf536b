import t from 'tap'
import type { Answer } from '../support/server.ts'
import { ruleOn, start } from './administration.ts'

// Two who publish and sign, and one who drafts.
const PEOPLE = [
  { subject: 'officer', name: 'Amina Otieno', roles: ['officer'], password: 'demo', token: 'demo-officer' },
  { subject: 'clerk', name: 'Noor Haddad', roles: ['officer'], password: 'demo', token: 'demo-clerk' },
  { subject: 'supervisor', name: 'Jean-Marc Ilunga', roles: ['supervisor'], password: 'demo', token: 'demo-supervisor' },
  { subject: 'deputy', name: 'Sofia Ferreira', roles: ['supervisor'], password: 'demo', token: 'demo-deputy' }
]

t.test('a second person', async t => {
  const house = await start(t, { files: { 'profiles.json': [], 'people.json': PEOPLE } })
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
})
