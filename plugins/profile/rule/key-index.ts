import { wordIndex } from 'wco-cts'
import type { Form } from './forms.ts'
import type { Anchor } from './operator.ts'

/** Which rules answer to a key, for one field and one way of comparing. Rules are known by their number; one may be told twice. */
export interface KeyIndex {
  add (key: Form, rule: number): void
  find (form: Form, tell: (rule: number) => void): void
}

/** Makes an empty index for each way of comparing. Another way is another line here. */
export const KEY_INDEXES: Readonly<Record<Anchor['by'], () => KeyIndex>> = {
  exact: () => exactIndex(),
  prefix: () => prefixIndex(),
  phrase: () => phraseIndex(),
  word: () => wholeWordIndex()
}

// Most keys have one rule: a bare number spares the list.
type Posting = number | number[]

const postings = <K>() => {
  const all = new Map<K, Posting>()
  return {
    add: (key: K, rule: number): void => {
      const known = all.get(key)
      if (known === undefined) all.set(key, rule)
      else if (typeof known === 'number') all.set(key, [known, rule])
      else known.push(rule)
    },
    tell: (key: K, tell: (rule: number) => void): void => {
      const known = all.get(key)
      if (typeof known === 'number') tell(known)
      else if (known !== undefined) known.forEach(tell)
    }
  }
}

/** A hash on the whole value. */
const exactIndex = (): KeyIndex => {
  const rules = postings<Form>()
  return { add: rules.add, find: rules.tell }
}

/** A hash on the beginning, looked up once for each length that is in use. */
const prefixIndex = (): KeyIndex => {
  const rules = postings<Form>()
  const lengths = new Set<number>()
  return {
    add: (key, rule) => {
      lengths.add(String(key).length)
      rules.add(key, rule)
    },
    find: (form, tell) => {
      if (typeof form !== 'string') return
      for (const length of lengths) if (length <= form.length) rules.tell(form.slice(0, length), tell)
    }
  }
}

/** One automaton over the words and phrases of all rules. */
const phraseIndex = (): KeyIndex => {
  const words = wordIndex()
  const rules = postings<number>()
  return {
    add: (key, rule) => rules.add(words.add(String(key)), rule),
    find: (form, tell) => { if (typeof form === 'string') words.find(form, phrase => rules.tell(phrase, tell)) }
  }
}

/** A hash on each whole word of a text. */
const wholeWordIndex = (): KeyIndex => {
  const rules = postings<string>()
  return {
    add: (key, rule) => rules.add(String(key), rule),
    find: (form, tell) => { if (typeof form === 'string') for (const word of form.split(' ')) rules.tell(word, tell) }
  }
}
