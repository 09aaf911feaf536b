import { PGlite } from '@electric-sql/pglite'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'
import { parentPort, workerData } from 'node:worker_threads'
import { Type } from '@sinclair/typebox'
import { checked } from '../model/checked.ts'

// The embedded PostgreSQL, off the main thread, spoken to through a socket like any other.
const { folder, path, port } = checked(Type.Object({
  folder: Type.String(), path: Type.Optional(Type.String()), port: Type.Optional(Type.Integer())
}), workerData.data)

const database = await PGlite.create(folder)
const server = new PGLiteSocketServer({
  db: database, maxConnections: 64, ...(path === undefined ? { host: '127.0.0.1', port: port ?? 0 } : { path })
})
await server.start()
parentPort?.on('message', async () => {
  await server.stop()
  await database.close()
  parentPort?.postMessage('closed')
  parentPort?.close()
})
parentPort?.postMessage({ connection: server.getServerConn() })
