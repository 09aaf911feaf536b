import { checked, Type, type Host } from 'wco-cts'
import { offer, Offer } from './builder.ts'
import { sentenceOf } from './sentence.ts'
import { Settings } from './settings.ts'

const Sentence = Type.Object({
  parts: Type.Array(Type.Object({
    key: Type.String(),
    params: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
    depth: Type.Integer({ minimum: 0 })
  }, { additionalProperties: false }))
}, { additionalProperties: false })

/** What the console asks when it draws the form of a rule: the fields on offer, and a rule in plain words. */
export const addRoutes = (app: Host['app']): void => {
  app.get('/fields', {
    config: { permission: 'profiles.read', summary: 'Fields and operators a rule can be made of' },
    schema: { response: { 200: Offer } }
  }, () => offer())

  app.post('/sentences', {
    config: { permission: 'profiles.read', summary: 'A rule in plain words, as keys of texts with parameters' },
    schema: { body: Type.Unknown({ title: 'Settings of a rule' }), response: { 200: Sentence } }
  }, ({ body }) => ({ parts: sentenceOf(checked(Settings, body)) }))
}
