import { CONTRACT, definePlugin, Type } from 'wco-cts'
import { compileDraws, explainDraw, Settings } from './selection.ts'

export default definePlugin({
  id: 'profile/random',
  contract: CONTRACT,
  config: Type.Object({
    seed: Type.String({ minLength: 16, title: 'Seed, a secret of the administration' }),
    leastScore: Type.Integer({ minimum: 0, maximum: 100, default: 40, title: 'Least score of a draw' }),
    mostScore: Type.Integer({ minimum: 0, maximum: 100, default: 80, title: 'Highest score of a draw' })
  }, { additionalProperties: false }),
  register (host, config) {
    host.profile({
      id: 'random',
      settings: Settings,
      compile: published => compileDraws(config, published),
      explain: (published, consignment) => explainDraw(config, published, consignment)
    })
  }
})
