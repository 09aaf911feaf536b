import { CONTRACT, definePlugin, Type } from 'wco-cts'
import { folderChannel } from './channel.ts'
import { absolute } from './places.ts'

const strict = { additionalProperties: false }

/** Takes files laid in a folder: where SFTP, AS2 and mail gateways end. */
export default definePlugin({
  id: 'channel/folder',
  contract: CONTRACT,
  config: Type.Object({
    folders: Type.Array(Type.Object({
      path: Type.String({ title: 'Folder, absolute or below the plugin’s own data folder', minLength: 1 }),
      sender: Type.Optional(Type.String({ title: 'Who sends by it; left out, each subfolder is a sender', minLength: 1, maxLength: 100 }))
    }, strict), { title: 'Folders that are looked into', default: [{ path: 'inbox' }] }),
    settleSeconds: Type.Number({ title: 'Seconds a file must stay unchanged before it is taken', minimum: 0, maximum: 3600, default: 2 }),
    everySeconds: Type.Number({ title: 'Seconds between two looks', minimum: 0.05, maximum: 3600, default: 3 }),
    maximumMegabytes: Type.Integer({ title: 'Largest message, in megabytes', minimum: 1, maximum: 4096, default: 64 })
  }, strict),
  register (host, { folders, settleSeconds, everySeconds, maximumMegabytes }) {
    host.channel(folderChannel({
      folders: folders.map(({ path, sender }) => ({ path: absolute(path, host.folder), ...(sender === undefined ? {} : { sender }) })),
      settleSeconds,
      everySeconds,
      mostBytes: maximumMegabytes * 1_000_000,
      say: ({ type, params }) => `${host.self.text('channel/folder', `problems.${type}`, params)} (${type})`,
      log: host.log
    }))
  }
})
