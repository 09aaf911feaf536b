import type { FastifyInstance } from 'fastify'

/** What a page or a form was answered with. */
export interface Shown { readonly status: number, readonly text: string, readonly to: string }

/** Somebody at the console without a browser: keeps cookies, and posts the forms of pages he was shown. */
export interface Caller {
  readonly cookies: ReadonlyMap<string, string>
  get (path: string): Promise<Shown>
  /** Posts a form of the page at `from`, or of the one at the same path. */
  post (path: string, fields: Readonly<Record<string, string | readonly string[]>>, from?: string): Promise<Shown>
}

/** Somebody who has not signed in yet. */
export const makeCaller = (app: FastifyInstance, language = 'en'): Caller => {
  const cookies = new Map<string, string>()
  const ask = async (method: 'GET' | 'POST', url: string, payload?: string): Promise<Shown> => {
    const answer = await app.inject({ method, url, cookies: Object.fromEntries(cookies), headers: { accept: 'text/html', 'accept-language': language, ...(payload === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }) }, ...(payload === undefined ? {} : { payload }) })
    for (const { name, value } of answer.cookies) if (value === '') cookies.delete(name); else cookies.set(name, value)
    return { status: answer.statusCode, text: answer.body, to: String(answer.headers.location ?? '') }
  }
  return {
    cookies,
    get: path => ask('GET', path),
    async post (path, fields, from = path) {
      const csrf = /name="csrf" value="([^"]+)"/.exec((await ask('GET', from)).text)?.[1] ?? ''
      const pairs = Object.entries({ ...fields, csrf }).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one]))
      return ask('POST', path, new URLSearchParams(pairs).toString())
    }
  }
}

/** Signs in by the form of the password provider. */
export const signInAs = async (app: FastifyInstance, username: string, password = 'demo', language = 'en'): Promise<Caller> => {
  const caller = makeCaller(app, language)
  const { status, text } = await caller.post('/sign-in', { provider: 'password', username, password })
  if (status !== 303) throw new Error(`${username} was not let in: ${status} ${text}`)
  return caller
}
