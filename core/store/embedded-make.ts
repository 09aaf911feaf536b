import { PGlite } from '@electric-sql/pglite'

// Run as a process of its own: making the folder needs some 850 MB once, which then goes with the process.
const folder = process.argv[2]
if (folder === undefined) throw new Error('no folder named')
const made = await PGlite.create(folder)
await made.close()
