import { existsSync } from 'node:fs'
import type { Test } from 'tap'
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core'
import { demoConfig, startServer, type Running } from '../support/server.ts'

/** Who signs in at the demo. */
export type Who = 'officer' | 'supervisor' | 'manager' | 'admin'

/** How somebody sits at the console: language, size, with script or without, by day or night. */
export interface Seat { readonly language?: 'en' | 'fr', readonly width?: number, readonly height?: number, readonly script?: boolean, readonly night?: boolean }

/** A demo administration that listens, a browser, and what the browser complained of. */
export interface Visit {
  readonly running: Running
  readonly browser: Browser
  readonly url: string
  /** A browser of one's own: at the first page of whoever is named, else at sign-in. Who sat down before is not asked for the password again. */
  sit (who: Who | null, seat?: Seat): Promise<Page>
  /** What went wrong on any page since last asked: errors in the console, refused resources, faults of the server, requests to other hosts. */
  complaints (): readonly string[]
}

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']

/** Why no browser can be used here, or false. */
export const noBrowser: string | false = existsSync(CHROMIUM) ? false : `there is no Chromium at ${CHROMIUM}: install Debian's package chromium, or name another in CHROMIUM`

/** Opens a browser without a server. */
export const openBrowser = (): Promise<Browser> => chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS })

/** Opens the demo administration and a browser; both are closed when the test ends. */
export const visit = async (t: Test, wishes: { readonly samples?: boolean, readonly files?: Readonly<Record<string, unknown>> } = {}): Promise<Visit> => {
  const running = await startServer(t, await demoConfig({ samples: wishes.samples ?? true, files: wishes.files ?? {} }))
  const url = await running.server.app.listen({ port: 0, host: '127.0.0.1' })
  const browser = await openBrowser()
  t.teardown(() => browser.close())
  const heard: string[] = []
  const sessions = new Map<Who, Awaited<ReturnType<BrowserContext['storageState']>>>()
  return {
    running, browser, url,
    complaints: () => heard.splice(0),
    async sit (who, seat = {}) {
      const storageState = who === null ? undefined : sessions.get(who)
      const context = await browser.newContext({ ...contextOf(url, seat), ...storageState === undefined ? {} : { storageState } })
      context.setDefaultTimeout(20_000)
      hear(context, url, heard)
      const page = await context.newPage()
      await page.goto(storageState === undefined ? '/sign-in' : '/')
      if (who === null || storageState !== undefined) return page
      await signIn(page, who)
      sessions.set(who, await context.storageState())
      return page
    }
  }
}

/** Fills in the sign-in form as a person would. */
export const signIn = async (page: Page, who: string, password = 'demo'): Promise<void> => {
  await page.locator('input[autocomplete=username]').fill(who)
  await page.locator('input[type=password]').fill(password)
  await page.locator('main button.main').click()
  await page.waitForLoadState()
}

const contextOf = (baseURL: string, { language = 'en', width = 1280, height = 900, script = true, night = false }: Seat): BrowserContextOptions =>
  ({ baseURL, locale: language, viewport: { width, height }, javaScriptEnabled: script, colorScheme: night ? 'dark' : 'light', acceptDownloads: true, timezoneId: 'UTC' })

// A refused form is answered with its status, and Chromium writes that to its console: it is no fault.
const REFUSAL = /Failed to load resource: the server responded with a status of (?:400|401|403|404|409|413|422)/

const hear = (context: BrowserContext, url: string, heard: string[]): void => {
  context.on('console', said => {
    if (['error', 'warning'].includes(said.type()) && !REFUSAL.test(said.text())) heard.push(`${said.page()?.url() ?? ''}: ${said.text()}`)
  })
  context.on('weberror', fault => heard.push(`script: ${String(fault.error())}`))
  context.on('request', request => {
    if (!request.url().startsWith(url) && !/^(?:data|blob):/.test(request.url())) heard.push(`another host was asked: ${request.url()}`)
  })
  context.on('response', response => {
    if (response.status() >= 500) heard.push(`${response.status()} of ${response.url()}`)
  })
}
