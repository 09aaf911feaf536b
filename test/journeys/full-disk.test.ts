import { open, readdir, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { start } from './administration.ts'
import { sea } from './manifests.ts'

const message = sea({ reference: 'F1', bills: [{ number: 'ABCD97000001' }] })

t.test('a message for which there is no room', async t => {
  const house = await start(t)
  const { knex } = house.server.database
  const kept = async (): Promise<number> => (await knex.raw<{ rows: { n: number }[] }>('SELECT count(*)::int AS n FROM cts.message')).rows[0]?.n ?? 0
  const refused = { status: 507, headers: { 'retry-after': '300' }, body: { type: 'storage-full', detail: /disk of this system is full. Nothing was kept/ } }

  t.test('on the disk of the server is refused in words, and nothing of it is left', async t => {
    // Every file handle has this prototype: a write that fails is made here, since no disk can be filled in a test.
    const handle = await open(join(house.folder, 'plugins.json'))
    const handles = Object.getPrototypeOf(handle) as Pick<FileHandle, 'writeFile'>
    await handle.close()
    const { writeFile } = handles
    handles.writeFile = async () => { throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', syscall: 'write' }) }
    t.teardown(() => { handles.writeFile = writeFile })
    t.match(await house.ask('carrier', 'POST', '/api/v1/messages', message), refused)
    const page = await house.server.app.inject({ method: 'POST', url: '/api/v1/messages', payload: message, headers: { authorization: 'Bearer demo-carrier', 'accept-language': 'fr' } })
    t.match(page.json(), { detail: /Le disque de ce système est plein/ })
    handles.writeFile = writeFile
    t.same(await readdir(join(house.data, 'spool')), [])
    t.equal(await kept(), 0)
  })

  t.test('on the disk of the database is refused in the same words', async t => {
    await knex.raw(`CREATE FUNCTION cts.full() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$`)
    await knex.raw('CREATE TRIGGER full_disk BEFORE INSERT ON cts.message_part FOR EACH ROW EXECUTE FUNCTION cts.full()')
    t.match(await house.ask('carrier', 'POST', '/api/v1/messages', message), refused)
    await knex.raw('DROP TRIGGER full_disk ON cts.message_part')
    t.equal(await kept(), 0)
  })

  t.test('is taken when it comes again and there is room', async t => {
    t.match(await house.send(message), { state: 'accepted', posted: { duplicate: false } })
  })
})
