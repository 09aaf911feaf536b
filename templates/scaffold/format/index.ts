import { CONTRACT, definePlugin, Type } from 'wco-cts'
import { parse } from './parse.ts'
import { recognize } from './recognize.ts'

/** The card: all that the server knows of this plugin before a line of it runs. */
export default definePlugin({
  id: 'format/__name__',
  contract: CONTRACT,
  // An option is a field here, with a title and a default; people read its text under options.<field> in locales/.
  // What is not named here is refused in a configuration, so that a misspelt option stops the start instead of being passed over.
  config: Type.Object({}, { additionalProperties: false }),
  register (host) {
    host.format({ id: '__name__', modes: ['sea'], recognize, parse })
  }
})
