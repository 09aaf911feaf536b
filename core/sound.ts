import type { AssessmentRules, Locale, Roles, Workflow } from './flow/works.ts'
import type { Config } from './host/config.ts'
import type { Fault } from './host/fault.ts'
import type { Loaded } from './host/load.ts'
import type { Shelves } from './host/shelves.ts'
import { isZone } from './model/zones.ts'
import { faultsOfProfiles, type People, type Profiles } from './seed.ts'
import type { ServerRules } from './web/ground.ts'

/** An administration's files, each of the right shape. */
export interface Files {
  /** What the administration's own files say; the default's may name what is not enabled. */
  readonly own: Config['own']
  readonly rules: AssessmentRules
  readonly workflow: Workflow
  readonly locale: Locale
  readonly roles: Roles
  readonly server: ServerRules
  readonly people: People
  readonly profiles: Profiles
}

/** What is wrong with a configuration beyond the shape of its files: names in one that another does not know. A start and a check say the same. */
export const unsound = (files: Files, shelves: Shelves, plugins: readonly Loaded[]): readonly Fault[] => [
  ...ofWorkflow(files, shelves),
  ...ofRoles(files, plugins),
  ...ofRules(files.rules, files.roles),
  ...ofLocale(files.locale),
  ...ofPeople(files),
  ...ofReading(shelves),
  ...faultsOfProfiles(files.profiles, shelves, files.roles)
]

const namesIn = (value: unknown): readonly string[] => typeof value === 'object' && value !== null ? Object.keys(value) : []

const ofWorkflow = ({ workflow, own }: Files, shelves: Shelves): readonly Fault[] => {
  const at = 'workflow.json'
  const ours = own('workflow')
  if (namesIn(ours).length === 0 || shelves.steps.all().length === 0) return []
  const states = new Set(Object.keys(workflow.states))
  const said = workflow.transitions.flatMap(({ from, to }) => [...from, ...to])
  const reached = reachedIn(workflow)
  return [
    ...[...new Set([workflow.start, ...said])].filter(state => !states.has(state)).map(state => ({ at, says: `names the state “${state}”, which is none of its states` })),
    ...[...new Set([...namesIn(ours['states']), ...said])].filter(state => states.has(state) && !reached.has(state)).map(state => ({ at, says: `nothing leads to the state “${state}”` })),
    ...workflow.transitions.filter(({ step }) => shelves.steps.get(step) === undefined).map(({ step }) => ({ at, says: `names the step “${step}”, which no enabled plugin brings` })),
    ...workflow.transitions.flatMap(({ step, to }) => to.filter(state => shelves.steps.get(step)?.thing.to.includes(state) === false).map(state => ({ at, says: `lets the step “${step}” lead to “${state}”, where it never leads` })))
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
const CORE = ['messages.submit', 'messages.read', 'messages.own', 'consignments.read', 'targets.read', 'profiles.read', 'profiles.draft', 'profiles.publish', 'lists.read', 'lists.edit', 'lists.sign', 'reports.read', 'journal.read', 'people.manage', 'house.read']

const ofRoles = ({ roles, own }: Files, plugins: readonly Loaded[]): readonly Fault[] => {
  const known = new Set([...CORE, ...plugins.flatMap(({ card }) => Object.keys(card.permissions ?? {}))])
  const ours = new Set(namesIn(own('roles')))
  return Object.entries(roles).filter(([role]) => ours.has(role)).flatMap(([role, permissions]) => permissions.filter(permission => !known.has(permission) && plugins.length > 0)
    .map(permission => ({ at: `roles.json ${role}`, says: `gives the permission “${permission}”, which nothing enabled brings` })))
}

const strangers = (at: string, named: readonly string[], roles: Roles): readonly Fault[] =>
  named.filter(role => !Object.hasOwn(roles, role)).map(role => ({ at, says: `there is no role “${role}” in roles.json` }))

const ofRules = ({ alert, bands }: AssessmentRules, roles: Roles): readonly Fault[] => [
  ...strangers('assessment.json /alert', alert, roles),
  ...(bands.amber > bands.red ? [{ at: 'assessment.json /bands', says: `amber begins at ${bands.amber}, above red at ${bands.red}` }] : [])
]

const ofLocale = ({ zone, offices, language, languages }: Locale): readonly Fault[] => {
  const zones = [{ at: 'locale.json /zone', zone }, ...offices.flatMap(office => office.zone === undefined ? [] : [{ at: `locale.json ${office.code}`, zone: office.zone }])]
  return [
    ...zones.filter(each => !isZone(each.zone)).map(each => ({ at: each.at, says: `there is no time zone “${each.zone}”; it wants a name as Africa/Nairobi` })),
    ...(languages.includes(language) ? [] : [{ at: 'locale.json /language', says: `“${language}” is none of its languages` }])
  ]
}

const ofPeople = ({ people, roles, server }: Files): readonly Fault[] => [
  ...people.flatMap(({ subject, roles: theirs }) => strangers(`people.json ${subject}`, theirs, roles)),
  ...(!server.demo && people.some(({ password, token }) => password !== undefined || token !== undefined) ? [{ at: 'people.json', says: 'gives passwords or tokens; only a demo may' }] : [])
]

/** A profile that reads facts nobody gathers would find less than it promises, and say nothing. */
const ofReading = (shelves: Shelves): readonly Fault[] => shelves.profiles.all().flatMap(({ plugin, thing }) => (thing.reads ?? [])
  .filter(enricher => shelves.enrichers.get(enricher) === undefined)
  .map(enricher => ({ at: 'plugins.json', says: `${plugin} reads the facts of the enricher “${enricher}”, which no enabled plugin brings` })))
