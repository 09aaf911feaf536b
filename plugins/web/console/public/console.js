/* Saves a click, never needed for one: keys, the live bar, upload progress, and how the console looks on this machine. */
'use strict'

;(() => {
  const $ = (selector, within = document) => within.querySelector(selector)
  const $$ = (selector, within = document) => [...within.querySelectorAll(selector)]
  const root = document.documentElement

  /* How it looks here: kept in this browser; nothing of the cargo is. */
  const kept = name => { try { return localStorage.getItem(`cts.${name}`) } catch { return null } }
  const keep = (name, value) => { try { value ? localStorage.setItem(`cts.${name}`, value) : localStorage.removeItem(`cts.${name}`) } catch { /* a browser that keeps nothing shows the default */ } }
  const dress = () => {
    root.toggleAttribute('data-compact', kept('compact') === 'on')
  }
  dress()

  const look = $('#look')
  if (look) {
    look.hidden = false
    look.elements.keys.checked = kept('keys') !== 'off'
    look.elements.compact.checked = kept('compact') === 'on'
    look.elements.saver.checked = kept('saver') === 'on'
    look.elements.theme.value = root.dataset.theme || ''
    look.addEventListener('change', () => {
      keep('keys', look.elements.keys.checked ? '' : 'off')
      keep('compact', look.elements.compact.checked ? 'on' : '')
      keep('saver', look.elements.saver.checked ? 'on' : '')
      // The theme is a cookie, so that the server can write it into the page before it is painted.
      const { value } = look.elements.theme
      document.cookie = `theme=${value}; path=/; samesite=lax; max-age=${value ? 31536000 : 0}`
      if (value) root.dataset.theme = value
      else delete root.dataset.theme
      dress()
    })
    look.addEventListener('submit', event => event.preventDefault())
  }

  /* A refused form: the reader is brought to what is wrong. */
  const problem = $('.problem[tabindex]')
  if (problem) problem.focus()
  else if (location.hash === '#chosen' && $('#chosen')) {
    /* The chosen target stands beside its row, so the row stays in sight. */
    const chosen = $('#chosen')
    if (getComputedStyle(chosen).position === 'sticky') $('tr[aria-current]')?.scrollIntoView({ block: 'center' })
    chosen.focus({ preventScroll: getComputedStyle(chosen).position === 'sticky' })
  }

  /* Keys. None acts while a field has the focus or with a modifier (WCAG 2.1.4: they can be switched off). */
  const rows = () => $$('[data-row]')
  let here = -1
  const go = step => {
    const all = rows()
    if (all.length === 0) return
    all[here]?.classList.remove('here')
    here = Math.min(Math.max(here + step, 0), all.length - 1)
    const row = all[here]
    row.classList.add('here')
    const link = $('[data-open]', row) || $('a', row)
    if (link) link.focus({ preventScroll: true })
    row.scrollIntoView({ block: 'nearest' })
  }
  const places = { h: '/', t: '/targets', m: '/messages', s: '/search', p: '/profiles', l: '/lists', r: '/reports' }
  const openStep = key => {
    const step = $(`.step[data-key="${CSS.escape(key)}"]`)
    if (!step) return false
    $$('.step[open]').forEach(other => { if (other !== step) other.open = false })
    step.open = true
    $('summary', step).focus({ preventScroll: true })
    step.scrollIntoView({ block: 'nearest' })
    return true
  }
  /* A digit chooses the coded reason of the open step, or its first question where it has none; then Enter does the step, or what must be written is written first. */
  const choose = digit => {
    const step = $('.step[open]')
    if (!step) return false
    const group = $('input[type=radio][name=reason]', step) || $('input[type=radio]', step)
    if (!group) return false
    const options = $$(`input[type=radio][name="${CSS.escape(group.name)}"]`, step).filter(option => option.value !== '')
    const option = options[digit - 1]
    if (!option) return false
    option.checked = true
    ;($$('textarea[required], input[type=text][required]', step).find(field => field.value === '') || $('button.main', step)).focus()
    return true
  }
  const isField = element => element.matches('input:not([type=radio], [type=checkbox], [type=submit]), select, textarea, [contenteditable]')
  let going = false
  document.addEventListener('keydown', event => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || kept('keys') === 'off') return
    if (event.key === 'Escape' && isField(event.target)) return event.target.blur()
    if (isField(event.target)) return
    if (going) {
      going = false
      if (Object.hasOwn(places, event.key)) location.assign(places[event.key])
      return
    }
    const acts = {
      j: () => go(1),
      k: () => go(-1),
      g: () => { going = true; setTimeout(() => { going = false }, 1500) },
      '/': () => { const box = $('#find') || $('#q'); box?.focus(); return Boolean(box) },
      '?': () => location.assign('/keys'),
      u: () => { if (document.body.dataset.page === 'target') location.assign('/targets'); else history.back() },
      n: () => { const link = $('#new:not([hidden]) a'); link?.click(); return Boolean(link) }
    }
    const handled = /^[1-9]$/.test(event.key) ? choose(Number(event.key)) : Object.hasOwn(acts, event.key) ? acts[event.key]() !== false : openStep(event.key)
    if (handled) event.preventDefault()
  })

  /* The live bar. One tab holds the stream, the others listen to that tab; when it closes another takes over. */
  const live = $('#live')
  if (live && kept('saver') !== 'on' && 'EventSource' in window) follow()

  function follow () {
    const words = live.dataset
    const plural = new Intl.PluralRules(root.lang)
    const counted = count => {
      const sample = [1, 2, 3, 11, 100].find(one => plural.select(one) === plural.select(count)) || 100
      return words[`n${sample}`].replace(String(sample), new Intl.NumberFormat(`${root.lang}-u-nu-latn`).format(count))
    }
    let count = 0
    const seen = new Set()
    const say = state => { live.dataset.state = state; live.textContent = words[state] + (count > 0 ? ` · ${counted(count)}` : '') }
    const told = alert => {
      if (seen.has(alert.target)) return
      seen.add(alert.target)
      count += 1
      say('on')
      const bar = $('#new')
      if (!bar) return
      // Nothing moves under the cursor: the list stays as it is until the reader asks for the new ones.
      bar.hidden = false
      $('a', bar).textContent = `${counted(count)} — ${words.show}`
    }
    const channel = 'BroadcastChannel' in window ? new BroadcastChannel('cts-live') : null
    const tell = message => { hear(message); channel?.postMessage(message) }
    const hear = message => message.alert ? told(message.alert) : say(message.state)
    if (channel) channel.onmessage = event => event.data === 'who' ? source && channel.postMessage({ state }) : hear(event.data)

    let source = null
    let state = 'off'
    const open = () => {
      source = new EventSource(words.events)
      source.addEventListener('open', () => { state = 'on'; tell({ state }) })
      source.addEventListener('error', () => { state = source.readyState === 2 ? 'off' : 'lost'; tell({ state }) })
      source.addEventListener('alert', event => tell({ alert: JSON.parse(event.data) }))
      addEventListener('pagehide', () => source.close(), { once: true })
      return new Promise(() => {})
    }
    if (channel && navigator.locks) {
      navigator.locks.request('cts-live', open)
      channel.postMessage('who')
    } else open()
  }

  /* Uploads: bytes sent are shown as they go; without script the form posts itself. */
  const upload = $('#upload')
  if (upload) upload.addEventListener('submit', event => {
    event.preventDefault()
    const box = $('#progress')
    const bar = $('progress', box)
    const text = $('span', box)
    const results = $('#results')
    const words = upload.dataset
    const request = new XMLHttpRequest()
    const line = (word, item) => {
      const entry = document.createElement('li')
      const name = document.createElement(item.id ? 'a' : 'span')
      name.textContent = item.name || item.id || ''
      if (item.id) name.href = `/messages/${encodeURIComponent(item.id)}`
      entry.append(`${word} `, name)
      results.append(entry)
    }
    const answerOf = ({ responseText }) => { try { return JSON.parse(responseText) } catch { return {} } }
    const over = () => { box.hidden = true; $('button.main', upload).disabled = false }
    box.hidden = false
    bar.value = 0
    text.textContent = `${words.sending} 0 %`
    $('button.main', upload).disabled = true
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      const share = total > 0 ? Math.round(loaded / total * 100) : 0
      bar.value = share
      text.textContent = `${words.sending} ${share} %`
    })
    request.addEventListener('load', () => {
      over()
      const { items = [], refused = [], title, detail } = answerOf(request)
      for (const item of items) line(item.duplicate ? words.again : words.done, item)
      for (const file of refused) line(`${words.refused} ${file.name}: ${file.title}. ${file.detail}`, {})
      if (title) line(`${words.refused} ${title}. ${detail}`, {})
      else if (items.length + refused.length === 0) line(words.failed, {})
      if (items.length === 0) return
      upload.reset()
    })
    request.addEventListener('error', () => { over(); line(words.failed, {}) })
    request.addEventListener('abort', over)
    $('button', box).onclick = () => request.abort()
    request.open('POST', upload.action)
    request.setRequestHeader('Accept', 'application/json')
    request.send(new FormData(upload))
  })
})()
