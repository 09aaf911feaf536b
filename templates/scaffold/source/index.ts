import { CONTRACT, definePlugin, Type } from 'wco-cts'
import { carriersIn } from './source.ts'

/** The card: all that the server knows of this plugin before a line of it runs. */
export default definePlugin({
  id: 'source/__name__',
  contract: CONTRACT,
  config: Type.Object({
    file: Type.String({ minLength: 1, default: 'lists/__name__.csv', title: 'File, from the folder of the configuration' }),
    least: Type.Integer({ minimum: 1, default: 1, title: 'Fewest entries a load must bring' })
  }, { additionalProperties: false }),
  register (host, { file, least }) {
    host.source(carriersIn({ folder: host.administration, file, least }))
  }
})
