import { createHmac } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { NOBODY } from '../model/actor.ts'
import { directionOf } from '../render/locale.ts'
import type { MenuItem, PageContext } from '../render/templates.ts'
import type { Ground } from './ground.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The session's secret where a browser signed in; null for tokens and strangers. */
    session: string | null
    /** A secret of the browser's own before it has signed in, for its first forms. */
    visitor: string | null
  }
}

/** The language of an answer: the reader's own, then the cookie's, then the first of Accept-Language that the house speaks. */
export const languageOf = (ground: Ground, request: FastifyRequest): string => {
  const { languages, language } = ground.administration
  const chosen = request.cookies?.['language']
  if (chosen !== undefined && languages.includes(chosen)) return chosen
  if (request.actor?.language !== undefined && languages.includes(request.actor.language)) return request.actor.language
  const asked = (request.headers['accept-language'] ?? '').split(',').map(part => part.split(';')[0]?.trim().toLowerCase() ?? '')
  return asked.map(tag => languages.find(known => known.toLowerCase() === tag || known.toLowerCase() === tag.split('-')[0])).find(found => found !== undefined) ?? language
}

/** The token a form carries: only a page of ours, shown to this browser, can know it. */
export const csrfOf = (request: FastifyRequest): string =>
  createHmac('sha256', request.session ?? request.visitor ?? '').update('csrf').digest('base64url')

const SECTIONS = ['work', 'cargo', 'knowledge', 'oversight', 'house']

const menuOf = (ground: Ground, request: FastifyRequest, language: string): PageContext['menu'] => {
  const items = ground.pages.flatMap(({ plugin, thing }) => thing.menu === undefined || !permitted(request, thing.permission)
    ? []
    : [{ section: thing.menu.section, order: thing.menu.order, item: { title: ground.texts.text(plugin, language, `pages.${thing.id}`), path: thing.path, current: request.routeOptions.url === thing.path } satisfies MenuItem }])
  const sections = [...new Set([...SECTIONS, ...items.map(({ section }) => section)])]
  return sections.flatMap(section => {
    const mine = items.filter(item => item.section === section).sort((a, b) => a.order - b.order).map(({ item }) => item)
    return mine.length === 0 ? [] : [{ section: ground.texts.text(null, language, `menu.${section}`), items: mine }]
  })
}

/** Whether anybody is known to have asked. */
export const isKnown = ({ actor }: FastifyRequest): boolean => actor.id !== NOBODY

/** Whether the caller has a permission; `signed-in` is had by anyone known, `public` by all. */
export const permitted = (request: FastifyRequest, permission: string): boolean =>
  permission === 'public' || (permission === 'signed-in' ? isKnown(request) : request.actor.permissions.includes(permission))

/** The way by which a browser signed in, where its secrets can be changed by their owners. */
export const renewing = ({ identities }: Ground, { session, provider }: FastifyRequest): Ground['identities'][number] | undefined =>
  session === null ? undefined : identities.find(({ thing }) => thing.id === provider && thing.renew !== undefined)

/** What every page is given around its own view. */
export const contextOf = async (ground: Ground, request: FastifyRequest, page: PageContext['page'], view: object): Promise<PageContext> => {
  const language = languageOf(ground, request)
  const known = request.actor.kind === 'person'
  return {
    reader: {
      name: known ? request.actor.name : null, language, direction: directionOf(language), zone: ground.administration.zone,
      permissions: request.actor.permissions, roles: request.actor.roles, theme: request.cookies?.['theme']
    },
    house: { name: ground.administration.name, demo: ground.rules.demo, production: ground.rules.production, languages: ground.administration.languages, passwords: renewing(ground, request) !== undefined },
    page,
    menu: known && !request.mustRenew ? menuOf(ground, request, language) : [],
    csrf: csrfOf(request),
    live: known && !request.mustRenew && request.actor.permissions.includes('targets.read'),
    view
  }
}
