import { CONTRACT, definePlugin, Type } from 'wco-cts'
import { compileRules } from './assessor.ts'
import { explainRule } from './explain.ts'
import { refuseRule } from './refuse.ts'
import { addRoutes } from './routes.ts'
import { Settings } from './settings.ts'

export default definePlugin({
  id: 'profile/rule',
  contract: CONTRACT,
  config: Type.Object({}, { additionalProperties: false }),
  register (host) {
    host.profile({
      id: 'rule',
      settings: Settings,
      refuse: refuseRule,
      compile: compileRules,
      explain: ({ settings }, consignment, facts) => explainRule(settings, consignment, facts)
    })
    addRoutes(host.app)
  }
})
