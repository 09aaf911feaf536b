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

t.test('a file of the wrong shape silences nothing of the others, nor what else is wrong in it', async t => {
  const folder = await folderWith(t, {
    'plugins.json': { 'profile/rule': {}, 'step/assign': {} },
    'server.json': { port: 'x', host: 'not a host', proxies: ['10.0.0.0/33'], logLevel: 'loud' },
    'roles.json': { officer: 'all', manager: ['targets.bless'] },
    'locale.json': { country: 'ZZZ', zone: 'Mars/Base' },
    'workflow.json': { transitions: [{ from: ['proposed'], step: 'teleport', to: ['nowhere'] }], else: true },
    'profiles.json': [{ type: 'rule', title: 'A', alert: ['officer'], settings: { all: [{ field: '/no/such', op: 'equals', value: 'x' }], score: 50 } }]
  })
  const { code, out, err } = await cts(['check', folder])
  t.equal(err, '')
  t.equal(code, 1)
  for (const fault of [
    /server\.json \/port: ./m,
    /^server\.json \/host: “not a host” is neither an address nor the name of a machine$/m,
    /^server\.json \/proxies: “10\.0\.0\.0\/33” is no address of a proxy$/m,
    /^server\.json \/logLevel: “loud” is none of fatal, error, /m,
    /roles\.json \/officer: ./m,
    /^roles\.json manager: gives the permission “targets\.bless”, which nothing enabled brings$/m,
    /locale\.json \/country: ./m,
    /^locale\.json \/zone: there is no time zone “Mars\/Base”/m,
    /workflow\.json \/else: ./m,
    /^workflow\.json: names the state “nowhere”, which is none of its states$/m,
    /^workflow\.json: names the step “teleport”, which no enabled plugin brings$/m,
    /^profiles\.json \/0\/settings\/all\/0\/field: [A-Z“].*\/no\/such/m
  ]) t.match(out, fault)
  t.notMatch(out, 'there is no role', 'what roles there are, nobody can say')
  t.notMatch(out, /rule-field/, 'no key of a text is shown')
})

t.test('the states of a workflow are judged without any step', async t => {
  const { out } = await cts(['check', await folderWith(t, { 'workflow.json': { states: { lost: {} } } })])
  t.match(out, /^workflow\.json: nothing leads to the state “lost”$/m)
})

t.test('a file that nobody reads is told, with the one that may be meant; what an option names, a secret and a package are read', async t => {
  const files = {
    'plugins.json': { 'notifier/mail': { password: { $file: 'secret.json' } }, 'source/un-locode': { own: 'mine.json' }, 'format/cuscar': {} },
    'secret.json': 'x', 'mine.json': '[]', 'package.json': {}, 'README.md': '', '.notes.json': '', 'lists/any.json': '[]'
  }
  const none = await cts(['check', await folderWith(t, files)])
  t.notMatch(none.out, 'nobody reads')
  const folder = await folderWith(t, { ...files, 'typo.json': {}, 'worflow.json': {} })
  const { code, out } = await cts(['check', folder])
  t.equal(code, 1)
  t.match(out, /^typo\.json: nobody reads this file$/m)
  t.match(out, /^worflow\.json: nobody reads this file; did you mean “workflow\.json”\?$/m)
  const start = await cts(['start'], { CTS_CONFIG: await folderWith(t, { 'typo.json': {} }), CTS_DATA: join(folder, 'data'), PORT: '0' })
  t.match(start.err, /^cts cannot start:\n {2}typo\.json: nobody reads this file\n/, 'and keeps the server from starting')
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
