import { isIP } from 'node:net'
import type { AssessmentRules, Locale, Roles, Workflow } from './flow/works.ts'
import type { Config } from './host/config.ts'
import type { Fault } from './host/fault.ts'
import type { Loaded } from './host/load.ts'
import type { Shelves } from './host/shelves.ts'
import { straysIn } from './host/strays.ts'
import { isZone } from './model/zones.ts'
import type { Texts } from './render/locale.ts'
import { faultsOfProfiles, type People, type Profiles } from './seed.ts'
import type { ServerRules } from './web/ground.ts'

/** An administration's files, each of the right shape. */
export interface Files {
  /** The folder they lie in, what they themselves say (the default's may name what is not enabled), and which of them are faulty by shape. */
  readonly config: Pick<Config, 'folder' | 'own' | 'faulty'>
  readonly rules: AssessmentRules
  readonly workflow: Workflow
  readonly locale: Locale
  readonly roles: Roles
  readonly server: ServerRules
  readonly people: People
  readonly profiles: Profiles
}

/**
 * What is wrong with a configuration beyond the shape of its files: names in one that another does not know. A start and a check say the same.
 * A file is held against another only where it is itself of the right shape.
 */
export const unsound = (files: Files, { shelves, plugins, texts }: { readonly shelves: Shelves, readonly plugins: readonly Loaded[], readonly texts: Texts }): readonly Fault[] => [
  ...straysIn(files.config, plugins),
  ...ofWorkflow(files, shelves),
  ...ofRoles(files, plugins),
  ...ofRules(files),
  ...ofLocale(files.locale),
  ...ofPeople(files),
  ...ofReading(shelves),
  ...faultsOfProfiles(files.profiles, { shelves, texts, roles: rolesOf(files) })
]

/** What is wrong with how a server is to listen and to speak, beyond the shape of its file: it is said before anything is opened. */
export const unsoundServer = ({ host, proxies, logLevel }: ServerRules): readonly Fault[] => [
  ...(isIP(host) !== 0 || HOST.test(host) ? [] : [{ at: 'server.json /host', says: `“${host}” is neither an address nor the name of a machine` }]),
  ...proxies.filter(proxy => !isProxy(proxy)).map(proxy => ({ at: 'server.json /proxies', says: `“${proxy}” is no address of a proxy` })),
  ...(LEVELS.includes(logLevel) ? [] : [{ at: 'server.json /logLevel', says: `“${logLevel}” is none of ${LEVELS.join(', ')}` }])
]

// RFC 1123, 2.1: letters, digits and hyphens between dots; what ends in a number is meant as an address.
const HOST = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)*(?!\d+$)[a-z0-9]([a-z0-9-]*[a-z0-9])?$/i
const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']

const isProxy = (text: string): boolean => {
  const [address = '', bits, ...more] = text.split('/')
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true
  return isIP(address) !== 0 && more.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (isIP(address) === 4 ? 32 : 128)))
}

/** The roles there are; null where their file is faulty, so that nobody can say which are not. */
const rolesOf = ({ config, roles }: Files): Roles | null => config.faulty.has('roles') ? null : roles

const namesIn = (value: unknown): readonly string[] => typeof value === 'object' && value !== null ? Object.keys(value) : []

const ofWorkflow = ({ workflow, config }: Files, shelves: Shelves): readonly Fault[] => {
  const at = 'workflow.json'
  const ours = config.own('workflow')
  if (namesIn(ours).length === 0) return []
  // Without any step there is nothing to hold them against: plugins.json is faulty, or none is enabled.
  const stepped = shelves.steps.all().length === 0 ? [] : workflow.transitions
  const states = new Set(Object.keys(workflow.states))
  const said = workflow.transitions.flatMap(({ from, to }) => [...from, ...to])
  const reached = reachedIn(workflow)
  return [
    ...[...new Set([workflow.start, ...said])].filter(state => !states.has(state)).map(state => ({ at, says: `names the state “${state}”, which is none of its states` })),
    ...[...new Set([...namesIn(ours['states']), ...said])].filter(state => states.has(state) && !reached.has(state)).map(state => ({ at, says: `nothing leads to the state “${state}”` })),
    ...stepped.filter(({ step }) => shelves.steps.get(step) === undefined).map(({ step }) => ({ at, says: `names the step “${step}”, which no enabled plugin brings` })),
    ...stepped.flatMap(({ step, to }) => to.filter(state => shelves.steps.get(step)?.thing.to.includes(state) === false).map(state => ({ at, says: `lets the step “${step}” lead to “${state}”, where it never leads` })))
  ]
}

const reachedIn = ({ start, transitions }: Workflow): ReadonlySet<string> => {
  const reached = new Set([start])
  for (let before = -1; before !== reached.size;) {
    before = reached.size
    for (const { from, to } of transitions) if (from.some(state => reached.has(state))) for (const state of to) reached.add(state)
  }
  return reached
}

/** What routes and acts of core ask for. */
const CORE = ['messages.submit', 'messages.read', 'messages.own', 'messages.decide', 'consignments.read', 'targets.read', 'profiles.read', 'profiles.draft', 'profiles.publish', 'lists.read', 'lists.edit', 'lists.sign', 'reports.read', 'journal.read', 'people.manage', 'house.read']

const ofRoles = ({ roles, config }: Files, plugins: readonly Loaded[]): readonly Fault[] => {
  const known = new Set([...CORE, ...plugins.flatMap(({ card }) => Object.keys(card.permissions ?? {}))])
  const ours = new Set(namesIn(config.own('roles')))
  return Object.entries(roles).filter(([role]) => ours.has(role)).flatMap(([role, permissions]) => permissions.filter(permission => !known.has(permission) && plugins.length > 0)
    .map(permission => ({ at: `roles.json ${role}`, says: `gives the permission “${permission}”, which nothing enabled brings` })))
}

const strangers = (at: string, named: readonly string[], roles: Roles | null): readonly Fault[] =>
  roles === null ? [] : named.filter(role => !Object.hasOwn(roles, role)).map(role => ({ at, says: `there is no role “${role}” in roles.json` }))

const ofRules = (files: Files): readonly Fault[] => {
  const { alert, bands } = files.rules
  return [
    ...strangers('assessment.json /alert', alert, rolesOf(files)),
    ...(bands.amber > bands.red && !files.config.faulty.has('assessment') ? [{ at: 'assessment.json /bands', says: `amber begins at ${bands.amber}, above red at ${bands.red}` }] : [])
  ]
}

const ofLocale = ({ zone, offices, language, languages }: Locale): readonly Fault[] => {
  const zones = [{ at: 'locale.json /zone', zone }, ...offices.flatMap(office => office.zone === undefined ? [] : [{ at: `locale.json ${office.code}`, zone: office.zone }])]
  return [
    ...zones.filter(each => !isZone(each.zone)).map(each => ({ at: each.at, says: `there is no time zone “${each.zone}”; it wants a name as Africa/Nairobi` })),
    ...(languages.includes(language) ? [] : [{ at: 'locale.json /language', says: `“${language}” is none of its languages` }])
  ]
}

const ofPeople = (files: Files): readonly Fault[] => [
  ...files.people.flatMap(({ subject, roles }) => strangers(`people.json ${subject}`, roles, rolesOf(files))),
  ...(!files.server.demo && !files.config.faulty.has('server') && files.people.some(({ password, token }) => password !== undefined || token !== undefined) ? [{ at: 'people.json', says: 'gives passwords or tokens; only a demo may' }] : [])
]

/** A profile that reads facts nobody gathers would find less than it promises, and say nothing. */
const ofReading = (shelves: Shelves): readonly Fault[] => shelves.profiles.all().flatMap(({ plugin, thing }) => (thing.reads ?? [])
  .filter(enricher => shelves.enrichers.get(enricher) === undefined)
  .map(enricher => ({ at: 'plugins.json', says: `${plugin} reads the facts of the enricher “${enricher}”, which no enabled plugin brings` })))
