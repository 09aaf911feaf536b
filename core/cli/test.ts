import { existsSync, lstatSync } from 'node:fs'
import { mkdir, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { HOUSE } from '../host/house.ts'
import { runTests, testFiles } from './test-files.ts'

/** Runs the tests of a plugin outside this folder by this installation's tap, without network; resolves with the exit code. */
export const run = async ([dir = '']: readonly string[]): Promise<number> => {
  const folder = resolve(dir)
  if (dir === '' || !existsSync(join(folder, 'package.json'))) {
    process.stderr.write(dir === '' ? 'cts test DIR: name the folder of a plugin.\n' : `cts test: there is no plugin in ${folder}: a package.json is missing.\n`)
    return 2
  }
  const tap = folderOfPackage('tap')
  if (tap === null) {
    process.stderr.write('cts test: this installation was made without what tests need; npm ci brings it.\n')
    return 2
  }
  await linkHouse(folder)
  return runTests(await testFiles(folder), folder)
}

/**
 * Leads what a plugin outside imports to this installation: no network, and one copy of everything.
 * What is linked already is led here anew; what was installed there stays.
 */
export const linkHouse = async (folder: string): Promise<void> => {
  for (const [name, target] of [['wco-cts', HOUSE], ['tap', folderOfPackage('tap')], ['@types/node', folderOfPackage('@types/node')]] as const) {
    const path = join(folder, 'node_modules', name)
    if (target === null || (existsSync(path) && !lstatSync(path).isSymbolicLink())) continue
    await mkdir(dirname(path), { recursive: true })
    await rm(path, { force: true })
    // A junction needs no rights on Windows; elsewhere it is a symbolic link like any other.
    await symlink(target, path, 'junction')
  }
}

/** The folder of an npm package as this installation has it; null where it has none: what only tests need may be left out of it. */
const folderOfPackage = (name: string): string | null => {
  try {
    return dirname(createRequire(join(HOUSE, 'package.json')).resolve(`${name}/package.json`))
  } catch {
    // Not installed here: the caller says what that means.
    return null
  }
}
