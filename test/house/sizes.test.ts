import { readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import t from 'tap'
import { filesIn, HOUSE } from './folders.ts'

const LONGEST_FILE = 250
/** A quarter is the aim; a third fails. */
const LARGEST_SHARE = 1 / 3

const linesOf = (file: string): number => readFileSync(file, 'utf8').trimEnd().split('\n').length
const isTest = (file: string): boolean => file.endsWith('.test.ts') || file.includes('/test/')
const sources = (folder: string): readonly string[] => filesIn(join(HOUSE, folder), '.ts').filter(file => !isTest(file))

t.test(`no file of core, of a plugin or of a scaffold has more than ${LONGEST_FILE} lines`, async t => {
  const files = ['core', 'plugins', 'templates/scaffold'].flatMap(sources)
  t.not(files.length, 0)
  t.same(files.filter(file => linesOf(file) > LONGEST_FILE).map(file => `${relative(HOUSE, file)}: ${linesOf(file)}`), [])
})

t.test('no room of core is larger than a third of it', async t => {
  const rooms = new Map<string, number>()
  for (const file of sources('core')) {
    const room = dirname(relative(join(HOUSE, 'core'), file))
    rooms.set(room, (rooms.get(room) ?? 0) + linesOf(file))
  }
  const all = [...rooms.values()].reduce((sum, lines) => sum + lines, 0)
  for (const [room, lines] of [...rooms].sort(([, a], [, b]) => b - a)) {
    const share = lines / all
    t.ok(share <= LARGEST_SHARE, `core/${room === '.' ? '*.ts' : room} has ${lines} of ${all} lines, ${(share * 100).toFixed(1)} %`)
  }
})
