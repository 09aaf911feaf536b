import { CONTRACT, definePlugin, Type } from 'wco-cts'
import { cuscar } from './format.ts'

const ACTIONS = ['original', 'replace', 'change', 'add', 'delete', 'cancel'] as const

/** Reads customs cargo reports in UN/EDIFACT. */
export default definePlugin({
  id: 'format/cuscar',
  contract: CONTRACT,
  config: Type.Object({
    fallbackCharset: Type.String({
      title: 'Character set of wrongly declared texts',
      description: 'windows-1252, windows-1251, windows-1256, gb18030, shift_jis or another name of the Encoding Standard',
      default: 'windows-1252',
      minLength: 1
    }),
    consignmentActions: Type.Record(Type.String(), Type.Union(ACTIONS.map(action => Type.Literal(action))), {
      title: 'Processing indicators that add, change or delete one consignment',
      description: 'national codes of GIS or GEI 7365, each with what it does',
      default: {}
    }),
    ownConsignments: Type.Boolean({
      title: 'Containers that no consignment names are consignments of their own',
      default: true
    })
  }, { additionalProperties: false }),
  register (host, config) {
    host.format(cuscar(config))
  }
})
