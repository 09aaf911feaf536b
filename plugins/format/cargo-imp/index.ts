import { CONTRACT, definePlugin, Type } from 'wco-cts'
import { cargoImp } from './format.ts'

export default definePlugin({
  id: 'format/cargo-imp',
  contract: CONTRACT,
  config: Type.Object({}, { additionalProperties: false }),
  register (host) {
    host.format(cargoImp)
  }
})
