import { may, Type, type ConsolePage } from 'wco-cts'
import { olderInForce } from '../older-in-force.ts'
import { link, said } from '../said.ts'

const states = ['published', 'draft', 'retired'] as const
const query = Type.Object({ after: Type.Optional(Type.String({ title: 'After' })), state: Type.Optional(Type.Union(states.map(state => Type.Literal(state)), { title: 'State' })) })

/** All profiles, with what each has matched and who answers for it. */
export const profiles: ConsolePage<typeof query> = {
  id: 'profiles',
  path: '/profiles',
  permission: 'profiles.read',
  menu: { section: 'knowledge', order: 10 },
  query,
  template: 'profiles',
  async view ({ state, after }, desk) {
    const page = await desk.profiles({ state, after, limit: 50 })
    const types = desk.profileTypes()
    return {
      next: page.next === null ? null : link('/profiles', { state, after: page.next }),
      rows: page.items.map(profile => ({ ...profile, older: olderInForce(profile), type: typeTitle(profile.type) })),
      states: [undefined, ...states].map(id => ({ label: said(desk, id === undefined ? 'profiles.all' : `states.profile.${id}`), href: link('/profiles', { state: id }), current: id === state })),
      filtered: state !== undefined,
      make: may(desk.actor, 'profiles.draft') ? types.map(({ id, plugin }) => ({ href: link('/profiles/new', { type: id }), title: desk.text(plugin, 'title') })) : []
    }

    function typeTitle (id: string): string {
      const type = types.find(one => one.id === id)
      return type ? desk.text(type.plugin, 'title') : id
    }
  }
}
