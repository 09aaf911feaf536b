/**
 * How like two words of a name are, 0 to 1: an edit distance in which letters that look or sound alike, vowels, and
 * doubled letters cost less than others, drawn together with what Jaro-Winkler says. Words of up to three letters must
 * be equal but for look-alikes: TAN is not TAO. Words too far apart to be one word are 0.
 */
export const likeness = (one: string, other: string): number => {
  if (one === other) return 1
  const longest = Math.max(one.length, other.length)
  const shortest = Math.min(one.length, other.length)
  if (shortest < longest * SHORTEST || shortest === 0) return 0
  if (shortest <= 3) {
    const distance = editDistance(one, other, LOOK_ALIKE)
    return distance <= LOOK_ALIKE ? 1 - distance / longest : 0
  }
  // What Jaro-Winkler says first sets how far apart by edits the two may be and still be one word: most are told apart here.
  const jaro = jaroWinkler(one, other)
  if (jaro < LEAST_JARO) return 0
  const byJaro = jaro * (1 - BY_EDIT)
  const most = longest * (1 - (LEAST - byJaro) / BY_EDIT)
  const distance = editDistance(one, other, most)
  if (distance > most) return 0
  const alike = (1 - distance / longest) * BY_EDIT + byJaro
  return soundAlike(one, other) ? 1 - (1 - alike) * SOUND : alike
}

/** Jaro-Winkler similarity of two words, 0 to 1 (prefix 4, weight 0.1). */
export const jaroWinkler = (one: string, other: string): number => {
  const jaro = jaroOf(one, other)
  let prefix = 0
  while (prefix < 4 && prefix < one.length && one.charCodeAt(prefix) === other.charCodeAt(prefix)) prefix++
  return jaro + prefix * 0.1 * (1 - jaro)
}

const SHORTEST = 0.5
const LEAST = 0.72
const LEAST_JARO = 0.62
const SOUND = 0.45
const LOOK_ALIKE = 0.35
const BY_EDIT = 0.65

/** Words of three sounds or more that differ in vowels, mute letters and doublings only: one word, written down twice. */
const soundAlike = (one: string, other: string): boolean => {
  const sounds = skeleton(one)
  return sounds.length > 2 && sounds === skeleton(other)
}

/** What remains of a word when vowels, mute letters and doublings go and letters of one sound become one: MOHAMMED and MUHAMAD are `mmt`. */
export const skeleton = (word: string): string => {
  let made = ''
  let last = 0
  // ALEXANDER is ALEKSANDR.
  const spelt = word.includes('x') ? word.replaceAll('x', 'ks') : word
  for (let at = 0; at < spelt.length; at++) {
    const code = spelt.charCodeAt(at)
    const sound = code < CODES ? SOUNDS[code] ?? code : code
    if (sound === 0 && at === 0) made = 'a'
    if (sound !== 0 && sound !== last) made += String.fromCharCode(sound)
    last = sound
  }
  return made
}

// Letters already matched are bits of one number; what lies beyond is compared by edits alone.
const MOST_LETTERS = 31

const jaroOf = (one: string, other: string): number => {
  const ours = Math.min(one.length, MOST_LETTERS)
  const theirs = Math.min(other.length, MOST_LETTERS)
  const reach = Math.max(0, (Math.max(ours, theirs) >> 1) - 1)
  let matched = 0
  let taken = 0
  let share = 0
  for (let at = 0; at < ours; at++) {
    const letter = one.charCodeAt(at)
    const until = Math.min(theirs - 1, at + reach)
    for (let there = Math.max(0, at - reach); there <= until; there++) {
      if ((taken & 1 << there) !== 0 || other.charCodeAt(there) !== letter) continue
      taken |= 1 << there
      matched |= 1 << at
      share++
      break
    }
  }
  if (share === 0) return 0
  const moved = outOfOrder(one, matched, other, taken, theirs) / 2
  return (share / ours + share / theirs + (share - moved) / share) / 3
}

const outOfOrder = (one: string, matched: number, other: string, taken: number, length: number): number => {
  let moved = 0
  let next = 0
  for (let at = 0; at < length; at++) {
    if ((taken & 1 << at) === 0) continue
    while ((matched & 1 << next) === 0) next++
    if (other.charCodeAt(at) !== one.charCodeAt(next++)) moved++
  }
  return moved
}

/** Damerau's distance with the costs below, three rows in turn; it stops once no row can end within `most`. */
const editDistance = (one: string, other: string, most: number): number => {
  const width = other.length + 1
  const rows = new Float64Array(width * 3)
  for (let at = 1; at < width; at++) rows[at] = (rows[at - 1] ?? 0) + alone(other, at - 1)
  for (let row = 1; row <= one.length; row++) {
    const now = row % 3 * width
    const last = (row + 2) % 3 * width
    const before = (row + 1) % 3 * width
    const letter = one.charCodeAt(row - 1)
    const dropped = alone(one, row - 1)
    let least = rows[now] = (rows[last] ?? 0) + dropped
    for (let at = 1; at < width; at++) {
      const theirs = other.charCodeAt(at - 1)
      let cost = (rows[last + at - 1] ?? 0) + (letter === theirs ? 0 : instead(letter, theirs))
      const without = (rows[last + at] ?? 0) + dropped
      if (without < cost) cost = without
      if ((rows[now + at - 1] ?? 0) < cost) cost = Math.min(cost, (rows[now + at - 1] ?? 0) + alone(other, at - 1))
      if (row > 1 && at > 1 && letter === other.charCodeAt(at - 2) && one.charCodeAt(row - 2) === theirs) cost = Math.min(cost, (rows[before + at - 2] ?? 0) + SWAP)
      rows[now + at] = cost
      if (cost < least) least = cost
    }
    if (least > most + SWAP) return Infinity
  }
  return rows[one.length % 3 * width + other.length] ?? 0
}

const SWAP = 0.7
const CODES = 128
const H = 104
const isVowel = (code: number): boolean => code === 97 || code === 101 || code === 105 || code === 111 || code === 117 || code === 121

/** A letter too many: little where it doubles its neighbour, half where it is a vowel or a mute h within the word. */
const alone = (word: string, at: number): number => {
  if (at === 0) return 1
  const code = word.charCodeAt(at)
  if (word.charCodeAt(at - 1) === code) return 0.25
  if (code === H) return 0.4
  return isVowel(code) ? 0.6 : 1
}

const instead = (one: number, other: number): number => one < CODES && other < CODES ? COSTS[one * CODES + other] ?? 1 : 1

/** Pairs of letters and digits that look alike, and pairs that transliterations of one letter differ in. */
const ALIKE: Readonly<Record<string, number>> = {
  o0: 0.1, i1: 0.1, l1: 0.1, il: 0.3, s5: 0.15, b8: 0.15, z2: 0.15, g9: 0.15, g6: 0.2, e3: 0.15, a4: 0.15, t7: 0.2,
  iy: 0.2, ij: 0.3, jy: 0.3, ei: 0.35, ou: 0.3, ae: 0.35, uw: 0.3, vw: 0.3, uv: 0.3, fv: 0.5, ck: 0.25, cq: 0.4, kq: 0.25, sz: 0.35, cs: 0.5,
  dt: 0.6, bp: 0.7, gj: 0.4, mn: 0.7, gk: 0.7, gh: 0.5, xs: 0.5
}
const OTHER_VOWEL = 0.45

const costs = (): Float64Array => {
  const made = new Float64Array(CODES * CODES).fill(1)
  const set = (one: number, other: number, cost: number): void => { made[one * CODES + other] = made[other * CODES + one] = cost }
  for (let one = 0; one < CODES; one++) for (let other = 0; other < CODES; other++) if (isVowel(one) && isVowel(other)) set(one, other, OTHER_VOWEL)
  for (const [pair, cost] of Object.entries(ALIKE)) set(pair.charCodeAt(0), pair.charCodeAt(1), cost)
  return made
}
const COSTS = costs()

/** For each letter the one it sounds like; 0 for what is not heard, or is heard as any vowel. */
const sounds = (): Uint8Array => {
  const made = Uint8Array.from({ length: CODES }, (_, code) => code)
  for (const letter of 'aeiouyhw0134') made[letter.charCodeAt(0)] = 0
  for (const [like, letters] of Object.entries({ k: 'cq', s: 'z5', t: 'd', f: 'v', g: 'j9', b: '8' })) {
    for (const letter of letters) made[letter.charCodeAt(0)] = like.charCodeAt(0)
  }
  return made
}
const SOUNDS = sounds()
