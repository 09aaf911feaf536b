import { CONTRACT, definePlugin, Type } from 'wco-cts'
import { httpChannel } from './channel.ts'

/** Takes manifests that machines post as files, with a bearer token. */
export default definePlugin({
  id: 'channel/http',
  contract: CONTRACT,
  config: Type.Object({
    maximumMegabytes: Type.Integer({ title: 'Largest message, in megabytes', minimum: 1, maximum: 4096, default: 64 })
  }, { additionalProperties: false }),
  register (host, { maximumMegabytes }) {
    host.channel(httpChannel(host.app, maximumMegabytes))
  }
})
