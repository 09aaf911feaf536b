/**
 * A name in Latin letters, lower case, its words parted by one blank: what two spellings of one name have in common.
 * Cyrillic is read by BGN/PCGN 1947 (Russian, the initial `ye` written `e`) and by the Ukrainian system of 2010 where a
 * letter shows that it is Ukrainian; Greek by ELOT 743, which BGN/PCGN took over in 1996. Other scripts keep their letters.
 * A word that mixes Latin letters with those of another alphabet is read by what it looks like: nobody writes so by chance.
 */
export const latinize = (text: string): string => PLAIN.test(text)
  ? separate(text.toLowerCase().replace(QUOTES, ''))
  : separate(text.normalize('NFKC').replace(INVISIBLE, '').replace(QUOTES, '').replace(WORD, readWord)
    .normalize('NFKD').replace(MARKS, '').toLowerCase().replace(SPECIAL, letter => SPECIALS[letter] ?? letter))

const separate = (text: string): string => text.replace(NOT_WORD, ' ').trim()

const PLAIN = /^[\x20-\x7e]*$/
// Zero-width blanks and joiners, direction marks, soft hyphen, variation selectors: unseen, and used to part a word nobody sees parted.
const INVISIBLE = /\p{Default_Ignorable_Code_Point}+/gu
// O'Brien is Obrien, Qa'ida is Qaida, Cho'ng is Chong: an apostrophe parts no words.
const QUOTES = /['`´‘’ʻʼʹʺʿʾ]/g
const WORD = /[\p{L}\p{M}]+/gu
const MARKS = /\p{M}+/gu
const NOT_WORD = /[^\p{L}\p{N}]+/gu
const LATIN = /\p{Script=Latin}/u
const OTHER = /[\p{Script=Cyrillic}\p{Script=Greek}]/u
const CYRILLIC = /\p{Script=Cyrillic}/u
const GREEK = /\p{Script=Greek}/u
const UKRAINIAN = /[іїєґ]/
const SPECIAL = /[ßæœøđðþłıħəŋ]/g
const SPECIALS: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ł: 'l', ı: 'i', ħ: 'h', ə: 'a', ŋ: 'n' }

const readWord = (word: string): string => {
  if (!OTHER.test(word)) return word
  if (LATIN.test(word)) return byLook(word)
  if (CYRILLIC.test(word)) return fromCyrillic(word.toLowerCase())
  return GREEK.test(word) ? fromGreek(word) : word
}

const byLook = (word: string): string => [...word].map(letter => LOOKS[letter] ?? letter).join('')

const fromCyrillic = (word: string): string => {
  const ukrainian = UKRAINIAN.test(word)
  return [...word].map(letter => (ukrainian ? UKRAINE[letter] : undefined) ?? RUSSIA[letter] ?? letter).join('')
}

const fromGreek = (word: string): string => {
  const bare = word.normalize('NFD').replace(MARKS, '').toLowerCase()
  return [...bare.replace(GREEK_PAIR, pair => GREEK_PAIRS[pair] ?? pair)].map(letter => GREECE[letter] ?? letter).join('')
}

const RUSSIA: Readonly<Record<string, string>> = {
  а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ё: 'e', ж: 'zh', з: 'z', и: 'i', й: 'y', к: 'k', л: 'l', м: 'm', н: 'n',
  о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'shch', ъ: '', ы: 'y',
  ь: '', э: 'e', ю: 'yu', я: 'ya',
  // Letters of the neighbours: Belarusian, Serbian, Macedonian, Kazakh, each by its own BGN/PCGN table without its marks.
  ў: 'w', і: 'i', ђ: 'dj', ј: 'j', љ: 'lj', њ: 'nj', ћ: 'c', џ: 'dz', ѓ: 'g', ѕ: 'dz', ќ: 'k',
  ә: 'a', ғ: 'g', қ: 'q', ң: 'ng', ө: 'o', ұ: 'u', ү: 'u', һ: 'h'
}
const UKRAINE: Readonly<Record<string, string>> = { г: 'h', ґ: 'g', є: 'ye', и: 'y', і: 'i', ї: 'yi', щ: 'shch' }

const GREECE: Readonly<Record<string, string>> = {
  α: 'a', β: 'v', γ: 'g', δ: 'd', ε: 'e', ζ: 'z', η: 'i', θ: 'th', ι: 'i', κ: 'k', λ: 'l', μ: 'm', ν: 'n', ξ: 'x',
  ο: 'o', π: 'p', ρ: 'r', σ: 's', ς: 's', τ: 't', υ: 'y', φ: 'f', χ: 'ch', ψ: 'ps', ω: 'o'
}
const GREEK_PAIR = /ου|γγ|γξ|γχ|^μπ|^γκ|^ντ|[αεη]υ(?=[αεηιουωβγδζλμνρ])|[αεη]υ/g
const GREEK_PAIRS: Readonly<Record<string, string>> = { ου: 'ou', γγ: 'ng', γξ: 'nx', γχ: 'nch', μπ: 'b', γκ: 'gk', ντ: 'nt', αυ: 'av', ευ: 'ev', ηυ: 'iv' }

const LOOKS: Readonly<Record<string, string>> = {
  а: 'a', е: 'e', о: 'o', р: 'p', с: 'c', у: 'y', х: 'x', і: 'i', ј: 'j', ѕ: 's', һ: 'h', ӏ: 'l', к: 'k', м: 'm', т: 't', ԁ: 'd',
  А: 'A', В: 'B', Е: 'E', К: 'K', М: 'M', Н: 'H', О: 'O', Р: 'P', С: 'C', Т: 'T', У: 'Y', Х: 'X', І: 'I', Ј: 'J', Ѕ: 'S', Ү: 'Y',
  α: 'a', ο: 'o', ν: 'v', ρ: 'p', υ: 'u', ι: 'i', κ: 'k', χ: 'x', ω: 'w', η: 'n', τ: 't',
  Α: 'A', Β: 'B', Ε: 'E', Ζ: 'Z', Η: 'H', Ι: 'I', Κ: 'K', Μ: 'M', Ν: 'N', Ο: 'O', Ρ: 'P', Τ: 'T', Υ: 'Y', Χ: 'X'
}
