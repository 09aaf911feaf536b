import { definePlugin, Type } from 'wco-cts'
import { resolve } from 'node:path'
import { LAYOUTS } from './layouts.ts'
import { listSource } from './source.ts'

export default definePlugin({
  id: 'source/consolidated-lists',
  contract: 1,
  config: Type.Object({
    folder: Type.String({ default: 'lists/consolidated', minLength: 1, title: 'Folder the published files are laid in, below the administration’s' }),
    least: Type.Integer({ minimum: 1, default: 1, title: 'Fewest entries a load must bring' }),
    largestDrop: Type.Number({ minimum: 0, maximum: 1, default: 0.2, title: 'Largest share of a list that a load may drop' })
  }, { additionalProperties: false }),
  register: (host, { folder, ...bounds }) => {
    for (const layout of LAYOUTS) host.source(listSource(layout, resolve(host.administration, folder), bounds))
  }
})
