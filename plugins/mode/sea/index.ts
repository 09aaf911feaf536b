import { definePlugin, Type } from 'wco-cts'
import { seaMode } from './mode.ts'

export default definePlugin({
  id: 'mode/sea',
  contract: 1,
  config: Type.Object({
    hoursBeforeArrival: Type.Number({ minimum: 0, default: 24, title: 'Hours before arrival by which cargo coming in must be decided' }),
    hoursBeforeDeparture: Type.Number({ minimum: 0, default: 6, title: 'Hours before departure by which cargo going out must be decided' })
  }, { additionalProperties: false }),
  register: (host, hours) => host.mode(seaMode(hours))
})
