import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of this installation: plugins/, templates/, migrations/ and config/ lie in it. */
export const HOUSE = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
