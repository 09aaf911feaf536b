import { CONTRACT, definePlugin, Type } from 'wco-cts'
import { settings, shortDescriptions } from './type.ts'

/** The card: all that the server knows of this plugin before a line of it runs. */
export default definePlugin({
  id: 'profile/__name__',
  contract: CONTRACT,
  // What the administration sets goes here; what an officer sets for one profile goes into the settings of its type.
  config: Type.Object({}, { additionalProperties: false }),
  register (host) {
    host.profile({ id: '__name__', settings, ...shortDescriptions })
  }
})
