import { CONTRACT, definePlugin, Type } from 'wco-cts'
import { composeDossier } from './dossier.ts'

/** The target information sheet: one target on paper, for those who control it. */
export default definePlugin({
  id: 'report/dossier',
  contract: CONTRACT,
  config: Type.Object({}, { additionalProperties: false }),
  permissions: { 'reports.dossier': 'Print the information sheet of a target' },
  register (host) {
    host.report({
      id: 'dossier',
      permission: 'reports.dossier',
      params: Type.Object({ target: Type.String({ format: 'uuid', title: 'Target' }) }, { additionalProperties: false }),
      compose: ({ target }, desk) => composeDossier(target, desk)
    })
  }
})
