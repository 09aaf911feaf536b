import { PGlite } from '@electric-sql/pglite'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { inTransaction, Rounds } from './embedded-wire.ts'
import { lockFolder } from './lock.ts'

// The embedded PostgreSQL in a process of its own, spoken to through a socket like any other: what it needs of memory, and what ends it, is not the server's.
const [folder, path] = process.argv.slice(2)
if (folder === undefined) throw new Error('no folder named')

// It ends with its server, whatever ended that; the server alone says when.
process.on('disconnect', () => { process.exit(0) })
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})

/** One of a killed server may still be ending: it is waited for, never raced. */
const takeFolder = async (): Promise<() => Promise<void>> => {
  for (let tries = 0; ; tries++) {
    try {
      return await lockFolder(join(dirname(folder), 'database-lock'))
    } catch (error) {
      if (tries >= 100) throw error
      await pause(100)
    }
  }
}
const free = await takeFolder()
const database = await PGlite.create(folder)

interface Client { readonly socket: Socket, readonly waiting: Uint8Array[], gone: boolean }

const clients: Client[] = []
let holder: Client | null = null
let busy = false

/** One round of one client at a time; who stands in a transaction is served alone until it ends. */
const serve = async (): Promise<void> => {
  if (busy) return
  busy = true
  for (let client = next(); client !== undefined; client = next()) {
    const round = client.waiting.shift()
    if (round !== undefined) await answer(client, round)
    if (client.gone && client.waiting.length === 0) await leave(client)
  }
  busy = false
}

const next = (): Client | undefined => {
  if (holder !== null) return holder.waiting.length > 0 || holder.gone ? holder : undefined
  const index = clients.findIndex(({ waiting, gone }) => waiting.length > 0 || gone)
  const [client] = index < 0 ? [] : clients.splice(index, 1)
  // Whoever was served goes to the end: nobody waits behind one that asks without pause.
  if (client !== undefined) clients.push(client)
  return client
}

const answer = async (client: Client, round: Uint8Array): Promise<void> => {
  let last: Uint8Array = new Uint8Array()
  await database.execProtocolRawStream(round, {
    onRawData: data => {
      last = data.length >= 6 ? data.subarray(-6).slice() : data.slice()
      if (!client.gone) client.socket.write(data.slice())
    }
  })
  const open = inTransaction(last)
  if (open !== null) holder = open ? client : null
}

const leave = async (client: Client): Promise<void> => {
  if (holder === client) {
    await database.exec('ROLLBACK')
    holder = null
  }
  const index = clients.indexOf(client)
  if (index >= 0) clients.splice(index, 1)
}

const server = createServer(socket => {
  const client: Client = { socket, waiting: [], gone: false }
  const rounds = new Rounds()
  clients.push(client)
  socket.setNoDelay(true)
  socket.on('data', bytes => {
    for (const round of rounds.add(bytes)) {
      if ('decline' in round) socket.write('N')
      else if ('farewell' in round) socket.end()
      else client.waiting.push(round.round)
    }
    void serve()
  })
  socket.on('error', () => { socket.destroy() })
  socket.on('close', () => {
    client.gone = true
    void serve()
  })
})

server.listen(path === undefined ? { host: '127.0.0.1', port: 0 } : { path }, () => {
  const address = server.address()
  process.send?.({ port: typeof address === 'string' || address === null ? 5432 : (address satisfies AddressInfo).port })
})
process.on('message', async () => {
  server.close()
  for (const { socket } of clients) socket.destroy()
  await database.close()
  await free()
  process.exit(0)
})
