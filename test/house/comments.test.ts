import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import t from 'tap'
import { filesIn, HOUSE } from './folders.ts'

const FOLDERS = ['core', 'plugins', 'templates', 'migrations']
const filesEnding = (ending: string): readonly string[] => FOLDERS.flatMap(folder => filesIn(join(HOUSE, folder), ending))

/** Every line that matches, with its place. */
const linesWith = (files: readonly string[], pattern: RegExp, read = (file: string) => readFileSync(file, 'utf8')): readonly string[] =>
  files.flatMap(file => read(file).split('\n').flatMap((line, index) => pattern.test(line) ? [`${relative(HOUSE, file)}:${index + 1}: ${line.trim().slice(0, 100)}`] : []))

const code = [...filesEnding('.ts'), ...filesEnding('.js')]

t.test('nothing is left for later', async t => {
  t.not(code.length, 0)
  t.same(linesWith(code, /\b(?:TODO|FIXME|XXX|HACK)\b/), [])
})

t.test('no check is switched off', async t => {
  t.same(linesWith(code, /(?:eslint|oxlint)-(?:disable|enable)|@ts-(?:ignore|expect-error|nocheck)|\b(?:c8|v8|istanbul) ignore/), [])
  t.same(linesWith(filesEnding('.test.ts'), /\bt\.(?:skip|todo|only)\b|\b(?:skip|todo|only): (?:true|')/), [])
})

// Comments and quoted texts may speak of any thing.
const QUIET = /\/\/.*|\/\*[\s\S]*?\*\/|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g
const withoutWords = (file: string): string => readFileSync(file, 'utf8').replace(QUIET, piece => piece.replace(/[^\n]/g, ''))

t.test('nothing is of the type any', async t => {
  t.same(linesWith(filesEnding('.ts'), /:\s*any\s*(?:[),=;|&]|$)|\bas any\b|[<|&]\s*any\b\s*[>,|&]|\bany\[\]/, withoutWords), [])
})

t.test('a template writes every value escaped', async t => {
  const templates = filesEnding('.hbs')
  t.not(templates.length, 0)
  t.same(linesWith(templates, /\{\{\{|\{\{~?&/), [])
})
