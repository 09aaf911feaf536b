import { CONTRACT, definePlugin, Type } from 'wco-cts'
import { consignment } from './pages/consignment.ts'
import { home } from './pages/home.ts'
import { house } from './pages/house.ts'
import { journal } from './pages/journal.ts'
import { keys } from './pages/keys.ts'
import { list } from './pages/list.ts'
import { lists } from './pages/lists.ts'
import { message } from './pages/message.ts'
import { messages } from './pages/messages.ts'
import { people } from './pages/people.ts'
import { person } from './pages/person.ts'
import { profile } from './pages/profile.ts'
import { profileNew } from './pages/profile-new.ts'
import { profiles } from './pages/profiles.ts'
import { raw } from './pages/raw.ts'
import { report } from './pages/report.ts'
import { reports } from './pages/reports.ts'
import { search } from './pages/search.ts'
import { target } from './pages/target.ts'
import { targets } from './pages/targets.ts'
import { upload } from './pages/upload.ts'

/** The officers' screens. */
export default definePlugin({
  id: 'web/console',
  contract: CONTRACT,
  config: Type.Object({
    roles: Type.Array(Type.String({ minLength: 1 }), { title: 'Roles offered in forms, whoever is told of alerts first', minItems: 1, default: ['officer', 'supervisor', 'manager', 'admin'] })
  }, { additionalProperties: false }),
  register (host, { roles }) {
    host.page(home)
    host.page(targets)
    host.page(target)
    host.page(consignment)
    host.page(search)
    host.page(messages)
    host.page(message)
    host.page(raw)
    host.page(upload)
    host.page(profiles)
    host.page(profileNew(roles))
    host.page(profile)
    host.page(lists)
    host.page(list)
    host.page(reports)
    host.page(report)
    host.page(journal)
    host.page(people)
    host.page(person)
    host.page(house)
    host.page(keys)
  }
})
