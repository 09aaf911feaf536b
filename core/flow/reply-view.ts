import type { Knex } from 'knex'
import type { IssueView } from '../model/message-view.ts'
import type { ReplyView } from '../model/reply.ts'
import { issuesOf } from '../store/message-views.ts'
import type { IssueRecord } from '../store/messages.ts'
import type { ReplyRecord } from '../store/replies.ts'
import type { Works } from './works.ts'

const MOST_ISSUES = 1000

/** An issue with its text in a language. */
export const issueInWords = ({ texts }: Pick<Works, 'texts'>, language: string) => ({ filing: _filing, document, ...issue }: IssueRecord): IssueView =>
  ({ ...issue, text: texts.text(issue.plugin === 'core' ? null : issue.plugin, language, `issues.${issue.code}`, issue.params ?? {}), ...(document === undefined ? {} : { document }) })

/** An answer as JSON: all that is wrong at once, each with its stable code, its place and its words. */
export const replyView = async (works: Pick<Works, 'texts'>, language: string, knex: Knex, record: ReplyRecord): Promise<ReplyView> => {
  const { reply, id: message, name, made, degree, state, consignments, errors, warnings, reason, reply_format: format, reply_media_type: mediaType } = record
  return {
    id: reply, message, made: made.toISOString(), degree, state, consignments, errors, warnings,
    issues: (await issuesOf(knex, message, MOST_ISSUES)).issues.map(issueInWords(works, language)),
    ...(name === null ? {} : { name }),
    ...(reason === null ? {} : { reason: works.texts.text(reason.plugin, language, `refusals.${reason.key}`, reason.params) }),
    ...(format === null ? {} : { format }),
    ...(mediaType === null ? {} : { mediaType })
  }
}
