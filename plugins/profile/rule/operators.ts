import type { Operator } from './operator.ts'
import { between } from './operators/between.ts'
import { contains } from './operators/contains.ts'
import { countGreater } from './operators/count-greater.ts'
import { countLess } from './operators/count-less.ts'
import { equals } from './operators/equals.ts'
import { greater } from './operators/greater.ts'
import { less } from './operators/less.ts'
import { missing } from './operators/missing.ts'
import { nameLike } from './operators/name-like.ts'
import { oneOf } from './operators/one-of.ts'
import { present } from './operators/present.ts'
import { startsWith } from './operators/starts-with.ts'

/** All operators, in the order in which an officer is offered them. */
export const OPERATORS: readonly Operator[] = [
  equals, oneOf, startsWith, contains, nameLike, greater, less, between, present, missing, countGreater, countLess
]

/** The operator of that name, or null. */
export const operatorNamed = (id: string): Operator | null => OPERATORS.find(operator => operator.id === id) ?? null
