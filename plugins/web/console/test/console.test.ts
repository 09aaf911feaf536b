import { readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import t from 'tap'
import { Problem, valuesAt, type ConsolePage } from 'wco-cts'
import { contextOf, draw, loadConsole, questions } from '../../../../test/support/console.ts'
import { consignmentView, idOf, messageText } from '../../../../test/support/desk-cargo.ts'
import { allPermissions, makeDesk } from '../../../../test/support/desk.ts'
import { cargoFields } from '../cargo-fields.ts'
import { placeOf } from '../places.ts'
import { rawWindow, WINDOW } from '../raw-rows.ts'
import { rowsOfRule, ruleOf, ruleWords } from '../rule-form.ts'

const all = await loadConsole()
const page = (id: string): ConsolePage => {
  const found = all.pages.find(page => page.id === id)
  if (!found) throw new Error(`there is no page ${id}`)
  return found
}
const desk = (count: number, more: Partial<Parameters<typeof makeDesk>[0]> = {}) => makeDesk({ count, language: 'en', texts: all.texts, ...more })
const bytes = async function * (...parts: readonly string[]): AsyncGenerator<Uint8Array> { for (const part of parts) yield new TextEncoder().encode(part) }

t.test('every page draws from nothing, from one, from many', async t => {
  for (const page of all.pages) {
    for (const count of [0, 1, 60]) {
      if (count === 0 && (page.id === 'profile' || page.id === 'profile-new' || page.id === 'report')) continue
      const html = await draw(all, page, desk(count))
      t.match(html, /<main id="main"[^]*<h1[^]*<\/main>/, `${page.id} from ${count}`)
      t.notMatch(html, /\[object Object\]|undefined|NaN|&gt;null</, `${page.id} from ${count}`)
    }
  }
})

t.test('every page is whole in English and in French', async t => {
  for (const language of ['en', 'fr']) {
    for (const page of all.pages) {
      const html = await draw(all, page, desk(3, { language }))
      t.match(html, new RegExp(`<html lang="${language}" dir="ltr"`))
      const keys = [...html.replace(/<code>[^<]*<\/code>/g, '').matchAll(/>\s*([a-z][a-z-]*(?:\.[a-z][a-zA-Z-]*)+)\s*[<(]/g)].map(([, key]) => key).filter(key => key?.endsWith('.edi') === false)
      t.strictSame(keys, [], `${page.id} in ${language} shows no key in place of a text`)
    }
  }
})

t.test('no text, wherever it stands, becomes markup', async t => {
  const hostile = `"'><script>alert(1)</script>{{this}}`
  for (const page of all.pages) {
    const html = await draw(all, page, desk(3, { say: text => `${text}${hostile}` }))
    t.notMatch(html, /<script>/, page.id)
    t.notMatch(html, /<(?!script type="application\/json"|script src=)script/, page.id)
    t.notMatch(html, /\s(on\w+|style)=/, `${page.id} has no inline code and no inline style`)
  }
})

t.test('from right to left the page says so, and identifiers keep their own direction', async t => {
  const html = await draw(all, page('targets'), desk(8, { language: 'ar' }))
  t.match(html, '<html lang="ar" dir="rtl"')
  t.match(html, '<bdi class="id">TERN2611000</bdi>')
  t.match(html, '<bdi>شركة النور للتجارة</bdi>')
})

t.test('what a reader may not do is not offered', async t => {
  const reads = ['targets.read', 'consignments.read', 'profiles.read', 'lists.read', 'messages.read']
  t.notMatch(await draw(all, page('profile'), desk(1, { permissions: reads })), /value="(publish|retire)"|profiles\/new/)
  t.notMatch(await draw(all, page('list'), desk(2, { permissions: reads })), /value="(approve|remove|add)"/)
  t.notMatch((await draw(all, page('home'), desk(1, { permissions: [] }))).split('<main')[1], /href="\/(targets|upload|search)/)
})

t.test('an empty queue says when it was looked at', async t => {
  t.match(await draw(all, page('targets'), desk(0)), /The queue is empty[^]*Last checked[^]*<time/)
})

t.test('the queue of fifty rows fits into the first window of a connection', async t => {
  const html = await draw(all, page('targets'), desk(60))
  t.equal(html.match(/data-row/g)?.length, 50)
  t.ok(gzipSync(html).length <= 14_000, `${gzipSync(html).length} bytes`)
})

t.test('why comes before any number', async t => {
  const html = await draw(all, page('target'), desk(1))
  t.ok(html.indexOf('The goods description contains') < html.indexOf('Score 80 of 100'))
  t.match(html, /Frozen <mark>banana/)
  t.match(html, new RegExp(`/messages/${idOf(401)}/raw-view\\?at&#x3D;\\d+`))
})

t.test('each step is a form with its key', async t => {
  const html = await draw(all, page('target'), desk(1))
  for (const [step, key] of [['assign', 'a'], ['review', 'c'], ['instruct', 'r']]) t.match(html, `id="step-${step}" data-key="${key}"`)
})

t.test('a step is taken at the version that was looked at', async t => {
  const officer = desk(1)
  const done = await page('target').act?.({ csrf: 'x', do: 'review', version: '4', decision: 'no-interest', reason: 'false-match', note: '' }, { id: idOf(1) }, officer)
  t.strictSame(officer.deeds, [['take', idOf(1), 4, 'review', { decision: 'no-interest', reason: 'false-match' }]])
  t.match(done, { to: '/targets', says: 'target.ended' })
})

t.test('a draft is published, and a profile revised, at the version that was looked at', async t => {
  const supervisor = desk(1)
  t.match(await draw(all, page('profile'), supervisor), /name="do" value="publish"><input type="hidden" name="version" value="3">/)
  await page('profile').act?.({ do: 'publish', version: '3' }, { id: idOf(201) }, supervisor)
  t.strictSame(supervisor.deeds.splice(0), [['publish', idOf(201), 3]])
  t.match(await draw(all, page('profile-new'), supervisor), /<input type="hidden" name="version" value="3">/)
  await page('profile-new').act?.({ do: 'f', type: 'rule', title: 'x', from: idOf(201), version: '3', 'c0.field': '/loading', 'c0.op': 'equals', 'c0.value': 'a' }, {}, supervisor)
  t.match(supervisor.deeds, [['revise', idOf(201), { title: 'x' }, 3]])
})

t.test('a profile says which version is in force beside its draft, and how far its matches are counted', async t => {
  const html = await draw(all, page('profiles'), desk(3))
  t.match(html, /Draft<\/span> <span class="quiet">version 2 in force<[^]*<td class="n">12<[^]*<td class="n">&gt; 1,000</)
  t.match(html, /counts the consignments on which a finding of the profile stands/)
  t.match(await draw(all, page('profiles'), desk(60)), /rel="next" href="\/profiles\?after[^"]+next-key"/)
  t.match(await draw(all, page('profile'), { ...desk(1, { language: 'fr' }), rehearse: async () => ({ seen: 111, matched: 2, examples: [] }) }), /\(1,8.%\)/, 'a share as the language writes it')
  t.match(await draw(all, page('profile'), desk(1)), /matches 12 consignments[^]*Version 2 is in force until this draft is published/)
})

t.test('an entry outside its days is not said to be in force', async t => {
  const reader = desk(1)
  const [given] = (await reader.entries('', {})).items
  const shown = async (entry: object): Promise<string> => draw(all, page('list'), { ...reader, entries: async () => ({ items: given === undefined ? [] : [{ ...given, state: 'in-force', ...entry }], next: null }) })
  t.match(await shown({ from: '2099-01-01', until: '2099-12-31' }), /word to-come">Not yet in force</)
  t.match(await shown({ until: '2020-12-31' }), /word over">Over</)
  t.match(await shown({ from: '2020-12-31', until: '2099-12-31' }), /<span class="word in-force">In force</)
})

t.test('what may be done with an entry depends on the list, and on who began it', async t => {
  const offered = async (entry: object, list: object, permissions: readonly string[] = allPermissions): Promise<readonly string[]> => {
    const reader = desk(1, { permissions })
    const [given] = (await reader.entries('', {})).items
    const [its] = await reader.lists()
    if (given === undefined || its === undefined) throw new Error('the desk has no list')
    const html = await draw(all, page('list'), { ...reader, list: async () => ({ ...its, ...list }), entries: async () => ({ items: [{ ...given, ...entry }], next: null }) })
    return [...html.matchAll(/<form class="deed".*?name="do" value="(\w+)".*?<button[^>]*>([^<]+?) ?</g)].map(([, deed, button]) => `${deed}: ${button}`).filter(one => /^(?:approve|keep|remove)/.test(one))
  }
  const officer = allPermissions.filter(permission => permission !== 'lists.sign')
  const [national, local] = [{ level: 'national' }, { level: 'local' }]
  t.same(await offered({ state: 'in-force' }, national), ['remove: Ask for removal'])
  t.same(await offered({ state: 'in-force' }, national, officer), ['remove: Ask for removal'])
  t.same(await offered({ state: 'in-force' }, national, allPermissions.filter(permission => permission !== 'lists.edit')), ['remove: Ask for removal'])
  t.same(await offered({ state: 'in-force' }, national, ['lists.read']), [])
  t.same(await offered({ state: 'in-force' }, local), ['remove: Remove'])
  t.same(await offered({ state: 'in-force' }, local, officer), [])
  t.same(await offered({ state: 'leaving', removalBy: 'Sofia Ferreira', removalMine: false }, national), ['approve: Sign the removal', 'keep: Keep'])
  t.same(await offered({ state: 'leaving', removalBy: 'Amina Odhiambo', removalMine: true }, national), ['keep: Keep'])
  t.same(await offered({ state: 'leaving', removalBy: 'Sofia Ferreira', removalMine: false }, national, officer), [])
  t.same(await offered({ state: 'waiting', mine: false }, national), ['approve: Sign', 'remove: Remove'])
  t.same(await offered({ state: 'waiting', mine: true }, national), ['remove: Remove'])
  t.same(await offered({ state: 'in-force' }, { ...national, source: 'ofac' }), [])
})

t.test('the role of carriers is filled in where the administration has it, and nothing where it has not', async t => {
  const filledIn = async (roles: readonly string[]): Promise<unknown> => {
    const view = await page('people').view({}, { ...desk(1), grantable: () => ({ roles, languages: ['en'] }) })
    return 'carrier' in view ? view.carrier : null
  }
  t.same(await filledIn(['carrier', 'officer']), { kind: 'carrier', roles: ['carrier'] })
  t.same(await filledIn(['line', 'officer']), { kind: 'carrier', roles: [] })
})

t.test('a step that is not offered is refused', async t => {
  await t.rejects(async () => { await page('target').act?.({ do: 'release' }, { id: idOf(1) }, desk(1)) }, { message: /^step-not-offered/ })
})

t.test('a refusal is told in the words of the plugin that refused', async t => {
  const officer = { ...desk(1), take: async () => { throw new Problem('input-invalid', 400, { count: 1 }, { errors: [{ pointer: '/reason', detail: 'reason-needed' }] }) } }
  await t.rejects(async () => { await page('target').act?.({ do: 'review' }, { id: idOf(1) }, officer) }, { message: /^input-invalid/, errors: [{ pointer: '/reason', detail: 'Choose the reason why the target is of no interest.' }] })
})

t.test('the form of a refused step stays open with what was typed', async t => {
  const html = await draw(all, page('target'), desk(1), { form: { do: 'instruct', note: 'under the floor' }, problem: { status: 400, title: 'Wrong', detail: '', errors: [{ pointer: '/means', detail: 'Choose one' }] } })
  t.match(html, /id="step-instruct"[^>]* open>/)
  t.match(html, '>under the floor</textarea>')
  t.match(html, '<a href="#instruct-means">Choose one</a>')
})

t.test('a rule made in the builder is the rule it shows', async t => {
  const rule = { all: [{ field: '/goods/*/description', op: 'contains', value: ['banana', 'plantain'] }, { field: '/packages', op: 'greater', value: 100 }, { field: '/cancelled', op: 'equals', value: true }, { some: '/parties', any: [{ field: '/name', op: 'contains', value: 'x' }] }, { field: '/facts/history/parties/*/movements', op: 'less', value: 1 }], score: 70, reason: 'So it is' }
  const sent = Object.fromEntries(rowsOfRule(rule, desk(1)).flatMap((row, index) => Object.entries(row).map(([name, value]) => [`c${index}.${name}`, value ?? ''])))
  t.strictSame(ruleOf({ ...sent, join: 'all', score: '70', reason: 'So it is' }), rule)
})

t.test('a rule is told in words, groups set in', async t => {
  t.strictSame(ruleWords({ any: [{ field: '/goods/*/commodity/*', op: 'starts-with', value: '0803' }, { not: { field: '/freight', op: 'present' } }] }, desk(1)), [
    { depth: 0, text: 'any of these is so' }, { depth: 1, text: 'HS code begins with “0803”' }, { depth: 1, text: 'not so:' }, { depth: 2, text: 'Freight is given' }
  ])
})

t.test('a fault of a rule is shown at the row it stands in', async t => {
  const officer = { ...desk(1), draft: async () => { throw new Problem('profile-refused', 400, { count: 1 }, { errors: [{ pointer: '/settings/all/1/op', detail: 'It does not suit' }] }) } }
  const sent = { do: 'f', type: 'rule', title: 'x', 'c0.field': '/loading', 'c0.op': 'equals', 'c0.value': 'a', 'c1.field': '', 'c3.field': '/packages', 'c3.op': 'contains', 'c3.value': '5' }
  await t.rejects(async () => { await page('profile-new').act?.(sent, {}, officer) }, { errors: [{ pointer: '/c3/op' }] })
})

t.test('asking for another row keeps what is filled in, and saves nothing', async t => {
  const officer = desk(1)
  const view = await page('profile-new').view({ type: 'rule', rows: 4, title: 'Fruit', 'c0.field': '/loading', 'c0.op': 'equals', 'c0.value': 'CNSHA', join: 'any' }, officer)
  t.match(view, { head: { title: 'Fruit' }, rule: { join: 'any', rows: [{ field: '/loading', op: 'equals', value: 'CNSHA' }, { field: '' }, { field: '' }, { field: '' }] } })
  t.strictSame(officer.deeds, [])
})

t.test('a form that is sent again by the address carries no token of its own', async t => {
  const html = await draw(all, page('profile-new'), desk(1))
  t.notMatch(/<form class="form" id="builder"[^]*?<\/form>/.exec(html)?.[0] ?? '', /type="hidden" name="csrf"/)
})

t.test('every field of a consignment has a name in English and in French', async t => {
  for (const language of ['en', 'fr']) {
    for (const { key, field } of cargoFields()) t.not(all.texts.text('web/console', language, `cargo.${key}`), `cargo.${key}`, `${field} in ${language}`)
  }
})

t.test('why a profile matched is told by the version that made the finding', async t => {
  const asked: unknown[] = []
  const reader = { ...desk(1), explain: async (...given: unknown[]) => { asked.push(given); return { matched: true, nearest: false, conditions: [] } } }
  await draw(all, page('target'), reader)
  t.strictSame(asked, [[idOf(201), idOf(1000), 3], [idOf(202), idOf(1000), 1]])
})

t.test('a finding leads to its place in the message, however the number was spaced there', async t => {
  const seen = consignmentView(0, text => text)
  const offset = messageText().indexOf('MSKU1234565')
  t.match(placeOf(seen, '/equipment/0/number'), `at=${offset}&length=11`)
  t.equal(placeOf(seen, '/facts/history/parties'), null)
  t.not(valuesAt(seen.filings[0]?.declaration, '/equipment/*/number').length, 0)
})

t.test('the raw view numbers lines, parts an interchange without line breaks by segments, and marks the bytes asked for', async t => {
  const { rows } = await rawWindow(bytes("UNB+1'UNH+?'2'\r\nCN", "I+3'"), { from: 0, at: 6, length: 3, line: null })
  t.strictSame(rows.map(({ line, at, before, marked, after }) => [line, at, before, marked, after]), [[1, 0, "UNB+1'", '', ''], [null, 6, '', 'UNH', "+?'2'"], [2, 16, "CNI+3'", '', '']])
})

t.test('the raw view of a large message holds one window, wherever its bytes are cut', async t => {
  const line = `${'x'.repeat(79)}\n`
  const parts = Array.from({ length: 5000 }, () => line)
  const { rows, size, next, previous } = await rawWindow(bytes(...parts), { from: 0, at: 200_000, length: 5, line: null })
  t.equal(size, 400_000)
  t.ok(rows.length <= WINDOW / 80 + 2)
  t.equal(rows.find(row => row.marked !== '')?.line, 2501)
  t.ok(next !== null && previous !== null)
})

t.test('bytes that are no text are shown where they are, and control signs as pictures', async t => {
  const binary = async function * () { yield Uint8Array.of(0x41, 0xff, 0x00, 0x42) }
  t.strictSame((await rawWindow(binary(), { from: 0, at: null, length: 1, line: null })).rows.map(({ before }) => before), ['Aÿ␀B'])
})

t.test('both texts of the console have the same keys', async t => {
  const keys = (value: unknown, at = ''): string[] => typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, inner]) => keys(inner, `${at}.${key}`)) : [at]
  for (const folder of ['../locales/', '../../../../templates/locales/']) {
    const [en, fr] = await Promise.all(['en', 'fr'].map(async language => keys(JSON.parse(await readFile(new URL(`${folder}${language}.json`, import.meta.url), 'utf8'))).sort()))
    t.strictSame(fr, en)
  }
})

t.test('style and script are small, and the style knows no left and no right', async t => {
  const [css, js] = await Promise.all(['console.css', 'console.js'].map(name => readFile(new URL(`../public/${name}`, import.meta.url), 'utf8')))
  t.ok(gzipSync(css ?? '').length <= 10_000)
  t.ok(gzipSync(js ?? '').length <= 25_000)
  t.notMatch(css, /(?:^|[\s;{-])(?:left|right)\s*:|(?:margin|padding|border)-(?:left|right)|text-align:\s*(?:left|right)/)
})

t.test('a page given a question by hand answers it without a desk that writes', async t => {
  const officer = desk(2)
  for (const page of all.pages) await page.view(questions[page.id] ?? {}, officer)
  t.strictSame(officer.deeds, [], 'looking changes nothing')
  t.equal(contextOf(all.texts, page('home'), officer).page.title, 'My work')
})
