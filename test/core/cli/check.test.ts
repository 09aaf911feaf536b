import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import t, { type Test } from 'tap'
import { HOUSE } from '../../../core/host/house.ts'
import { cts } from './command.ts'

t.setTimeout(300_000)

/** A configuration of these files; what is no text is written as JSON. */
const folderWith = async (t: Test, files: Readonly<Record<string, unknown>>): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'cts-config-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content))
  }
  return folder
}

t.test('the demo administration has no fault', async t => {
  const { code, out, err } = await cts(['check', join(HOUSE, 'config/demo')])
  t.equal(out, 'Nothing is wrong.\n')
  t.equal(err, '')
  t.equal(code, 0)
})

t.test('a configuration with many faults is told all of them at once, each on a line with its place', async t => {
  const folder = await folderWith(t, {
    'plugins.json': { 'format/nowhere': {}, 'step/assign': { offices: [] }, 'step/review': {}, 'notifier/mail': { password: { $env: 'CTS_TEST_NO_SUCH_THING' } } },
    'assessment.json': { bands: { red: 'high' } },
    'workflow.json': { start: 'proposed', states: { proposed: {}, claimed: {}, lost: {} }, transitions: [{ from: ['proposed'], step: 'assign', to: ['claimed'] }, { from: ['claimed'], step: 'pray', to: ['heaven'] }] },
    'roles.json': { officer: ['targets.assign', 'targets.bless'] },
    'people.json': [{ subject: 'a', name: 'A', roles: ['officer'], password: 'secret' }],
    'locale.json': '{'
  })
  const { code, out, err } = await cts(['check', folder])
  t.equal(err, '')
  t.equal(code, 1)
  for (const fault of [
    /^plugins\.json format\/nowhere: there is no such plugin/m,
    /^step\/assign \/offices: there is no option “offices”/m,
    /^notifier\/mail \S+: ./m,
    /plugins\.json\/notifier\/mail\/password: the environment variable CTS_TEST_NO_SUCH_THING is not there$/m,
    /assessment\.json \/bands\/red: ./m,
    /^workflow\.json: nothing leads to the state “lost”$/m,
    /^workflow\.json: names the step “pray”, which no enabled plugin brings$/m,
    /^workflow\.json: names the state “heaven”, which is none of its states$/m,
    /^roles\.json officer: gives the permission “targets\.bless”, which nothing enabled brings$/m,
    /^people\.json: gives passwords or tokens; only a demo may$/m,
    /locale\.json: is not JSON: ./m
  ]) t.match(out, fault)
  const lines = out.trim().split('\n')
  t.equal(lines.at(-1), `${lines.length - 1} faults.`)
  t.equal(new Set(lines).size, lines.length, 'none is said twice')
})

t.test('names in one file that another does not know are told with their place', async t => {
  const folder = await folderWith(t, {
    'plugins.json': { 'profile/watch-list': {}, 'enricher/history': {} },
    'assessment.json': { alert: ['offcier'], bands: { red: 20, amber: 50 } },
    'locale.json': { zone: 'Africa/Nairobbery', languages: ['fr'], offices: [{ code: 'PORT', places: [], zone: 'EAT+3' }] },
    'people.json': [{ subject: 'a', name: 'A', roles: ['boss'] }]
  })
  const { code, out } = await cts(['check', folder])
  t.equal(code, 1)
  for (const fault of [
    'assessment.json /alert: there is no role “offcier” in roles.json',
    'assessment.json /bands: amber begins at 50, above red at 20',
    'locale.json /zone: there is no time zone “Africa/Nairobbery”; it wants a name as Africa/Nairobi',
    'locale.json PORT: there is no time zone “EAT+3”; it wants a name as Africa/Nairobi',
    'locale.json /language: “en” is none of its languages',
    'people.json a: there is no role “boss” in roles.json'
  ]) t.ok(out.split('\n').includes(fault), fault)
  const start = await cts(['start'], { CTS_CONFIG: folder, CTS_DATA: join(folder, 'data'), PORT: '0' })
  t.equal(start.code, 1, 'and keep the server from starting')
  t.match(start.err, /^cts cannot start:\n[^]*Nairobbery/)
})

t.test('a folder that is not there is a fault, not a trace', async t => {
  const { code, out, err } = await cts(['check', '/nowhere/at/all'])
  t.equal(code, 1)
  t.match(out, /there is no such folder/)
  t.equal(err, '')
})

t.test('a command that does not exist shows those that do', async t => {
  const { code, err } = await cts(['prey'])
  t.equal(code, 2)
  for (const command of ['start', 'check', 'migrate', 'read', 'new', 'test']) t.match(err, `cts ${command} `)
})
