import { definePlugin, Type } from 'wco-cts'
import { airMode } from './mode.ts'

export default definePlugin({
  id: 'mode/air',
  contract: 1,
  config: Type.Object({
    hoursBeforeDeparture: Type.Number({ minimum: 0, default: 0, title: 'Hours before departure by which cargo must be decided' }),
    hoursBeforeArrival: Type.Number({ minimum: 0, default: 0, title: 'Hours before arrival, where no departure is known' })
  }, { additionalProperties: false }),
  register: (host, hours) => host.mode(airMode(hours))
})
