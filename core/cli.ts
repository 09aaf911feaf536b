import { isProblem } from './model/problem.ts'

/** One command: its arguments, and in a line what it does. It resolves with the exit code. */
interface Command { readonly says: string, load (): Promise<{ run (args: readonly string[]): Promise<number> }> }

const commands: Readonly<Record<string, Command>> = {
  start: { says: 'start                      start the server', load: () => import('./cli/start.ts') },
  check: { says: 'check [CONFIG]             say everything that is wrong with a configuration', load: () => import('./cli/check.ts') },
  migrate: { says: 'migrate                    bring the database up to date and stop', load: () => import('./cli/migrate.ts') },
  read: { says: 'read FILE [--plugin DIR]   print what a manifest declares, one JSON object a line', load: () => import('./cli/read.ts') },
  new: { says: 'new KIND NAME DIR          make the folder of a new plugin', load: () => import('./cli/new.ts') },
  test: { says: 'test DIR                   run the tests of a plugin outside this folder', load: () => import('./cli/test.ts') }
}

const usage = (): string => ['cts: the cargo targeting system', '', ...Object.values(commands).map(({ says }) => `  cts ${says}`), '',
  'CTS_CONFIG an administration\'s folder · CTS_DATA the data folder · DATABASE_URL a PostgreSQL · HOST, PORT where it listens', ''].join('\n')

/** Runs one command; what a person did wrong is one sentence, never a trace. */
export const run = async (args: readonly string[]): Promise<void> => {
  const [name = '', ...rest] = args
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (command === undefined) {
    process.stderr.write(usage())
    process.exitCode = name === '--help' || name === 'help' ? 0 : 2
    return
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    process.stdout.write(`cts ${command.says}\n`)
    process.exitCode = 0
    return
  }
  try {
    const { run } = await command.load()
    process.exitCode = await run(rest)
  } catch (error) {
    process.stderr.write(isMisuse(error) ? `cts ${name}: ${error.message}\n` : `${await sentence(error)}\n`)
    process.exitCode = isMisuse(error) ? 2 : 1
  }
}

/** Node's own refusal of an option that a command does not have. */
const isMisuse = (error: unknown): error is Error => error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')

const sentence = async (error: unknown): Promise<string> => {
  if (error instanceof Error && error.name === 'Faults') return `cts cannot start:\n${error.message.split('\n').map(line => `  ${line}`).join('\n')}`
  const { hindranceOf } = await import('./cli/hindrance.ts')
  const hindrance = hindranceOf(error)
  if (hindrance !== null) return `cts cannot start: ${hindrance}.`
  if (!isProblem(error)) return error instanceof Error ? error.stack ?? error.message : String(error)
  const { loadTexts } = await import('./render/locale.ts')
  const { HOUSE } = await import('./host/house.ts')
  const texts = await loadTexts([{ plugin: null, folder: `${HOUSE}/templates/locales` }])
  return `cts: ${texts.text(null, 'en', `problems.${error.type}.detail`, error.params)}`
}
