import { CONTRACT, definePlugin, Type } from 'wco-cts'
import { asycudaXml } from './format.ts'

export default definePlugin({
  id: 'format/asycuda-xml',
  contract: CONTRACT,
  config: Type.Object({
    fallbackCharset: Type.String({
      title: 'Character set of wrongly declared texts',
      description: 'windows-1252, windows-1251, windows-1256, gb18030, shift_jis or another name of the Encoding Standard',
      default: 'windows-1252',
      minLength: 1
    })
  }, { additionalProperties: false }),
  register (host, config) {
    host.format(asycudaXml(config))
  }
})
