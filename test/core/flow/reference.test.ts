import t from 'tap'
import { loadReference } from '../../../core/flow/reference.ts'
import { replaceCodes } from '../../../core/store/lists.ts'
import { freshDatabase } from '../../support/database.ts'

t.test('a list that could not be brought up to date when it was told to is so before anything is resolved by it', async t => {
  const database = await freshDatabase(t)
  const { knex } = database
  await knex.transaction(trx => replaceCodes(trx, 'un-locode', [{ code: 'ZZDEM', name: 'Port Demo' }]))
  let broken = false
  const reference = await loadReference({ ...database, get knex () { if (broken) throw new Error('the store is out'); return knex } }, ['un-locode'])
  await knex.transaction(trx => replaceCodes(trx, 'un-locode', [{ code: 'ZZDEM', name: 'Port Demo' }, { code: 'ZZNEW', name: 'Port New' }]))
  broken = true
  await t.rejects(reference.reload('un-locode'))
  await t.rejects(reference.renew())
  broken = false
  await reference.renew()
  t.match(reference.lookup('un-locode', 'ZZNEW'), { name: 'Port New' })
})
