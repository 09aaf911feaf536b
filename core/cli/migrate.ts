import { join } from 'node:path'
import { HOUSE } from '../host/house.ts'
import { migrationsOf } from '../host/load.ts'
import { openDatabase } from '../store/database.ts'
import { startEmbedded } from '../store/embedded.ts'
import { lockFolder } from '../store/lock.ts'
import { migrate } from '../store/migrate.ts'
import { databaseUrl, dataFolder, openSite } from './site.ts'

/** Brings the database of an administration up to date, as a start would, and stops. */
export const run = async (): Promise<number> => {
  const { plugins } = await openSite()
  const url = databaseUrl()
  const free = await lockFolder(dataFolder())
  const embedded = url === undefined ? await startEmbedded(join(dataFolder(), 'database')) : null
  const database = openDatabase(embedded?.reach ?? { connectionString: url ?? '' }, embedded !== null)
  try {
    const ran = await migrate(database, [{ schema: 'cts', folder: join(HOUSE, 'migrations') }, ...migrationsOf(plugins)])
    process.stdout.write(`${ran} migrations ran; the database is up to date.\n`)
    return 0
  } finally {
    await database.close()
    await embedded?.close()
    await free()
  }
}
