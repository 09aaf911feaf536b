import { definePlugin, Type } from 'wco-cts'
import { airportSource, placeSource } from './sources.ts'
import { tableOf } from './table.ts'

export default definePlugin({
  id: 'source/un-locode',
  contract: 1,
  config: Type.Object({
    file: Type.String({ default: '', title: 'Table of places instead of the one that comes with this plugin' }),
    own: Type.String({ default: 'lists/places.csv', title: 'The administration’s own places, read when the file is there' }),
    least: Type.Integer({ minimum: 1, default: 1000, title: 'Fewest places a load must bring' })
  }, { additionalProperties: false }),
  register: (host, { file, own, least }) => {
    const table = tableOf({ folder: host.administration, file, own })
    host.source(placeSource(table, least))
    host.source(airportSource(table, least))
  }
})
