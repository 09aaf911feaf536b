import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { readConfig, type Config } from '../host/config.ts'
import { Faults } from '../host/fault.ts'
import { HOUSE } from '../host/house.ts'
import { loadPlugins, type Loaded } from '../host/load.ts'

/** The administration's folder: as named, else CTS_CONFIG, else the demo. */
export const configFolder = (named?: string): string => {
  const folder = named ?? process.env['CTS_CONFIG'] ?? join(HOUSE, 'config/demo')
  return existsSync(resolve(folder)) ? resolve(folder) : resolve(HOUSE, folder)
}

/** The data folder: CTS_DATA, else `data` in this installation. */
export const dataFolder = (): string => resolve(process.env['CTS_DATA'] ?? join(HOUSE, 'data'))

/** The database's URL, or none for the embedded one. */
export const databaseUrl = (): string | undefined => process.env['DATABASE_URL'] === '' ? undefined : process.env['DATABASE_URL']

/** A configuration and its plugins; every fault of both at once. */
export const openSite = async (named?: string): Promise<{ readonly config: Config, readonly plugins: readonly Loaded[] }> => {
  const config = readConfig(configFolder(named))
  const { plugins, faults } = await loadPlugins(config)
  if (faults.length > 0) throw new Faults(faults)
  return { config, plugins }
}
