import { CONTRACT, definePlugin, Type } from 'wco-cts'
import { x12 } from './format.ts'

const ACTIONS = ['original', 'replace', 'change', 'add', 'delete', 'cancel'] as const

/** Reads customs manifests (309) and ocean bills of lading (310) in ANSI X12. */
export default definePlugin({
  id: 'format/x12-309',
  contract: CONTRACT,
  config: Type.Object({
    fallbackCharset: Type.String({
      title: 'Character set of texts that are neither ASCII nor UTF-8',
      description: 'windows-1252, windows-1251, windows-1256, gb18030, shift_jis or another name of the Encoding Standard',
      default: 'windows-1252',
      minLength: 1
    }),
    amendmentActions: Type.Record(Type.String(), Type.Union(ACTIONS.map(action => Type.Literal(action))), {
      title: 'What amendments do to a bill',
      description: 'amendment types (M1303) or, without one, action codes (M1307) of your senders, each with what it does, where that differs from the standard',
      default: {}
    })
  }, { additionalProperties: false }),
  register (host, config) {
    host.format(x12(config))
  }
})
