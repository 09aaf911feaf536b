import { CONTRACT, definePlugin, emptyDeclaration, Type, type Issue, type ManifestFormat, type Plugin, type Position, type Read, type WorkflowStep } from 'wco-cts'

const none = Type.Object({}, { additionalProperties: false })

/** A format of lines `DOC <number>`, sound unless something of it is replaced. */
export const toyFormat = (replaced: Partial<ManifestFormat> = {}): Plugin => definePlugin({
  id: 'format/toy',
  contract: CONTRACT,
  config: none,
  register: host => { host.format({ id: 'toy', modes: ['sea'], recognize, parse, ...replaced }) }
})

/** A step that closes a target, sound unless something of it is replaced. */
export const toyStep = (replaced: Partial<WorkflowStep> = {}): Plugin => definePlugin({
  id: 'step/toy',
  contract: CONTRACT,
  config: none,
  permissions: { 'targets.toy': 'Play with a target' },
  register: host => { host.step({ id: 'toy', permission: 'targets.toy', to: ['closed'], offer: async () => form, take: async () => ({ to: 'closed', says: { key: 'played' } }), ...replaced }) }
})

const form = Type.Object({ note: Type.Optional(Type.String({ title: 'Note' })) }, { additionalProperties: false })

const recognize: ManifestFormat['recognize'] = ({ bytes }) => Buffer.from(bytes).toString('latin1').startsWith('TOY\n') ? 1 : 0

/** Reads lines whole, wherever the bytes are cut. */
export const parse: ManifestFormat['parse'] = async function * (bytes, issue) {
  let [rest, at, line] = ['', 0, 0]
  for await (const chunk of bytes) {
    const lines = (rest + Buffer.from(chunk).toString('latin1')).split('\n')
    rest = lines.pop() ?? ''
    for (const text of lines) {
      yield * readLine(text, { line: ++line, offset: at, length: text.length }, issue)
      at += text.length + 1
    }
  }
  if (rest !== '') yield * readLine(rest, { line: line + 1, offset: at, length: rest.length }, issue)
}

const readLine = function * (text: string, at: Position, issue: (issue: Issue) => void): Iterable<Read> {
  if (text === 'TOY') return
  const [, number] = /^DOC (\w+)$/.exec(text) ?? []
  if (number === undefined) issue({ code: 'line-unknown', severity: 'warning', at })
  else yield { declaration: { ...emptyDeclaration(), number, positions: { '/number': at } } }
}
