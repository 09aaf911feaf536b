import type { Desk } from '../contract/desk.ts'
import { checked } from '../model/checked.ts'
import { may } from '../model/actor.ts'
import { journalPage } from '../store/house-views.ts'
import { tally } from '../store/tally.ts'
import { inPluginsWords, look, notFound, notPermitted, type Ground } from './desk-ground.ts'
import { sourceDesk } from './desk-sources.ts'

const reportDesk = (ground: Ground, desk: () => Desk): Pick<Desk, 'reports' | 'compose' | 'tally' | 'journal'> => ({
  reports: () => ground.works.shelves.reports.all().filter(({ thing }) => may(ground.actor, thing.permission)).map(({ plugin, thing }) => ({ id: thing.id, plugin, form: thing.params })),
  compose: async (id, params) => {
    const report = ground.works.shelves.reports.get(id)
    if (report === undefined) throw notFound({})
    const given: unknown = checked(report.thing.params, params)
    return look(ground, report.thing.permission, 'report.composed', id, async () => given).then(() => inPluginsWords(ground, report.plugin, () => report.thing.compose(given as never, desk())))
  },
  tally: (of, by, span) => {
    if (!may(ground.actor, 'reports.read')) throw notPermitted({ permission: 'reports.read' })
    return tally(ground.works.database.knex, of, by, span, ground.works.locale.zone)
  },
  journal: (span, paging) => look(ground, 'journal.read', 'journal.read', paging.subject ?? 'journal', trx => journalPage(trx, span, paging))
})

/** Reports and figures, the journal, sources, and how the house stands. */
export const houseDesk = (ground: Ground, desk: () => Desk): ReturnType<typeof reportDesk> & Pick<Desk, 'sources' | 'refresh' | 'status' | 'text'> => ({
  ...reportDesk(ground, desk),
  ...sourceDesk(ground),
  text: (plugin, key, params) => ground.works.texts.text(plugin, ground.language, key, params)
})
