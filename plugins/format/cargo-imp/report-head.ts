import type { Issue, Report } from 'wco-cts'
import { lineOf, wholeOf, type Words } from './field.ts'
import { versions } from './identifiers.ts'
import type { Message } from './messages.ts'

/** The head of a message as a report, and its words with their place. */
export interface ReportHead { readonly report: Report, readonly words: Words }

/** Makes the report of a message's head and envelope. Cargo-IMP gives a message no reference of its own. */
export const headOfReport = ({ kind, version, envelope, lines: [line] }: Message, issue: (issue: Issue) => void): ReportHead => {
  const length = line ? /^\s*[A-Z]{3}\/\d+/i.exec(line.text)?.[0].length ?? 0 : 0
  const words: Words = line ? wholeOf(lineOf(line, 0, length), kind) : { text: kind, at: { line: 1 } }
  if (!versions[kind].includes(version)) issue({ code: 'version-unknown', severity: 'note', at: words.at, params: { kind, version } })
  return {
    words,
    report: {
      kind,
      version,
      function: 'original',
      test: false,
      ...(envelope.sender ? { sender: envelope.sender.text } : {}),
      ...(envelope.recipient ? { recipient: envelope.recipient.text } : {}),
      ...(envelope.prepared ? { prepared: envelope.prepared.text } : {}),
      at: words.at
    }
  }
}
