import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { lockFolder } from '../../../core/store/lock.ts'

const folderFor = async (t: Test): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'cts-lock-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  return folder
}

const attempts = async (folder: string, count: number): Promise<readonly PromiseSettledResult<() => Promise<void>>[]> =>
  Promise.allSettled(Array.from({ length: count }, () => lockFolder(folder)))

t.test('a folder is taken by one and refused to the next in a sentence that names him', async t => {
  const folder = await folderFor(t)
  const free = await lockFolder(folder)
  const refusal: unknown = await lockFolder(folder).catch((error: unknown) => error)
  t.match(refusal, { type: 'folder-in-use', params: { folder, process: process.pid } })
  await free()
  await (await lockFolder(folder))()
  t.same(await readdir(folder), [], 'nothing is left lying about')
})

t.test('of twenty that come at once to a folder nobody has, one gets it', async t => {
  const folder = await folderFor(t)
  const settled = await attempts(folder, 20)
  t.equal(settled.filter(({ status }) => status === 'fulfilled').length, 1)
})

t.test('a lock left by a killed server is taken over, by one of twenty', async t => {
  const folder = await folderFor(t)
  // No process has so high a number.
  await writeFile(join(folder, 'lock'), '4194305 12345')
  const settled = await attempts(folder, 20)
  t.equal(settled.filter(({ status }) => status === 'fulfilled').length, 1)
})

t.test('a process that has got the number of the one that was killed is not taken for it', async t => {
  const folder = await folderFor(t)
  await writeFile(join(folder, 'lock'), `${process.pid} 1`)
  await (await lockFolder(folder))()
  t.pass('it was taken')
})

t.test('a lock that was cut off before its first letter is stale', async t => {
  const folder = await folderFor(t)
  await writeFile(join(folder, 'lock'), '')
  await (await lockFolder(folder))()
  t.pass('it was taken')
})
