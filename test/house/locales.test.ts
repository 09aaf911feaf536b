import { existsSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { IntlMessageFormat } from 'intl-messageformat'
import t, { type Test } from 'tap'
import { filesIn, flat, HOUSE, rooms, sourcesOf, textsIn, type Room } from './folders.ts'

const CORE = { id: 'core', folder: join(HOUSE, 'templates') }
const all: readonly Room[] = [CORE, ...rooms()]
const ofCore = textsIn(join(CORE.folder, 'locales'), 'en') ?? new Map<string, string>()

const has = ({ folder }: Room, key: string): boolean => textsIn(join(folder, 'locales'), 'en')?.has(key) === true || ofCore.has(key)

t.test('every language has the same keys as English', async t => {
  for (const { id, folder } of all) {
    const locales = join(folder, 'locales')
    const english = textsIn(locales, 'en')
    t.ok(english, `${id} speaks English`)
    t.ok(existsSync(join(locales, 'fr.json')), `${id} speaks French`)
    if (english === null || !existsSync(locales)) continue
    for (const file of filesIn(locales, '.json')) {
      const keys = new Map(flat(JSON.parse(readFileSync(file, 'utf8'))))
      t.same([...english.keys()].filter(key => !keys.has(key)), [], `${relative(HOUSE, file)} lacks none`)
      t.same([...keys.keys()].filter(key => !english.has(key)), [], `${relative(HOUSE, file)} has none of its own`)
    }
  }
})

const parametersOf = (text: string, language: string): readonly string[] => {
  const names = new Set<string>()
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return
    // In the parsed message a piece of type 1 to 6 is a parameter, 0 plain text, 7 the number sign, 8 a tag.
    if ('type' in value && typeof value.type === 'number' && value.type >= 1 && value.type <= 6 && 'value' in value) names.add(String(value.value))
    Object.values(value).forEach(visit)
  }
  visit(new IntlMessageFormat(text, language).getAst())
  return [...names].sort()
}

const compiles = (t: Test, room: Room, language: string): void => {
  const english = textsIn(join(room.folder, 'locales'), 'en')
  for (const [key, text] of textsIn(join(room.folder, 'locales'), language) ?? []) {
    try {
      const wanted = parametersOf(english?.get(key) ?? '', 'en')
      t.same(parametersOf(text, language), wanted, `${room.id} ${language} ${key} takes the parameters of the English text`)
    } catch (error) {
      t.fail(`${room.id} ${language} ${key} is no ICU message: ${String(error)}`)
    }
  }
}

t.test('every text compiles and takes the same parameters in every language', async t => {
  for (const room of all) for (const language of ['en', 'fr']) compiles(t, room, language)
})

t.test('a score is written as its reader’s language writes figures, with its own decimal mark', async t => {
  for (const { id, folder } of all) {
    for (const language of ['en', 'fr']) {
      t.same([...textsIn(join(folder, 'locales'), language) ?? []].filter(([, text]) => /\{(score|minimum|threshold)\}/.test(text)).map(([key]) => key), [], `${id} ${language}`)
    }
  }
  const [, score = ''] = [...textsIn(join(HOUSE, 'plugins/web/console/locales'), 'fr') ?? []].find(([key]) => key === 'target.score') ?? []
  t.equal(new IntlMessageFormat(score, 'fr').format({ score: 95.6 }), 'Note : 95,6 sur 100.')
})

t.test('no text is empty, and none ends in a blank', async t => {
  for (const { id, folder } of all) {
    for (const language of ['en', 'fr']) {
      t.same([...textsIn(join(folder, 'locales'), language) ?? []].filter(([, text]) => text === '' || text !== text.trim()).map(([key]) => key), [], `${id} ${language}`)
    }
  }
})

const CALL = /[({~]\s*t\s+"([^"]+)"([^)}]*)/g

// A key put together of parts (`t "codes" value`) is known only when it is drawn; what stands in quotes alone is known here.
const keysIn = (template: string): readonly string[] =>
  [...template.matchAll(CALL)].filter(([, , rest = '']) => !/^\s+(?![\w-]+=)[^\s]/.test(rest)).map(([, key]) => key ?? '')

t.test('every text a template asks for is there', async t => {
  for (const room of all) {
    const templates = room === CORE ? room.folder : join(room.folder, 'templates')
    if (!existsSync(templates)) continue
    for (const file of filesIn(templates, '.hbs').filter(file => !file.includes('/scaffold/'))) {
      t.same(keysIn(readFileSync(file, 'utf8')).filter(key => !has(room, key)), [], relative(HOUSE, file))
    }
  }
})

const LITERAL = /\bcode: '([a-z0-9-]+)', severity|\bseverity: '\w+', code: '([a-z0-9-]+)'/g
const RAISED = /\b(?:problem(?:<[^>]*>)?|new Problem)\('([a-z0-9-]+)'/g

t.test('every issue a plugin can raise has a text', async t => {
  for (const room of rooms()) {
    const codes = new Set(sourcesOf(room).flatMap(({ text }) => [...text.matchAll(LITERAL)].map(([, one, other]) => one ?? other ?? '')))
    t.same([...codes].filter(code => !has(room, `issues.${code}`)), [], room.id)
  }
})

t.test('every problem a plugin can raise has a text', async t => {
  for (const room of rooms()) {
    const types = new Set(sourcesOf(room).flatMap(({ text }) => [...text.matchAll(RAISED)].map(([, type]) => type ?? '')))
    const known = (type: string): boolean => has(room, `problems.${type}`) || has(room, `problems.${type}.title`)
    t.same([...types].filter(type => !known(type)), [], room.id)
  }
})

const DETAIL = /\bdetail: '([a-z0-9-]+)'/g

t.test('every fault of a form a plugin can name has a text', async t => {
  for (const room of rooms()) {
    const details = new Set(sourcesOf(room).flatMap(({ text }) => [...text.matchAll(DETAIL)].map(([, detail]) => detail ?? '')))
    t.same([...details].filter(detail => !has(room, `problems.${detail}`)), [], room.id)
  }
})
