import { CONTRACT, definePlugin, Type } from 'wco-cts'
import { asked, question } from './ask.ts'

/** The card: all that the server knows of this plugin before a line of it runs. */
export default definePlugin({
  id: 'step/__name__',
  contract: CONTRACT,
  config: Type.Object({
    role: Type.String({ minLength: 1, default: 'supervisor', title: 'Role that is asked' })
  }, { additionalProperties: false }),
  // Nobody has it until roles.json gives it to a role.
  permissions: { 'targets.ask': 'Ask for a second opinion on a target' },
  register (host, { role }) {
    host.step({
      id: '__name__',
      permission: 'targets.ask',
      // Every state it can lead to. From where it may be taken is the administration's to say, in workflow.json.
      to: ['claimed'],
      // The form, or null where this target does not offer the step: only who has it asks about it.
      offer: async (target, actor) => target.assignee === actor.id ? question : null,
      take: async (target, input, actor) => asked(target, input, { actor, role })
    })
  }
})
