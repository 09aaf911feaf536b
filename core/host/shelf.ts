import type { TSchema } from '@sinclair/typebox'
import { faultsOf } from '../model/checked.ts'

/** A thing on a shelf, and the plugin that put it there. */
export interface Shelved<T> { readonly plugin: string, readonly thing: T }

/** Things by id: checked when added, sealed after start. */
export interface Shelf<T> {
  add (plugin: string, thing: T): void
  get (id: string): Shelved<T> | undefined
  all (): readonly Shelved<T>[]
  seal (): void
}

/** Makes the shelf of one extension point. `shape` is what every thing on it must look like, so that a JavaScript author gets the same answer as a TypeScript one. */
export const makeShelf = <T extends { readonly id: string }>(name: string, shape: TSchema): Shelf<T> => {
  const things = new Map<string, Shelved<T>>()
  let sealed = false
  return {
    add (plugin, thing) {
      if (sealed) throw new Error(`${plugin} adds the ${name} “${thing.id}” after the start; that is too late`)
      const [fault] = faultsOf(shape, thing)
      if (fault !== undefined) throw new Error(`${plugin} adds a ${name} that is not one: ${fault.pointer || '/'} ${fault.detail}`)
      const other = things.get(thing.id)
      if (other !== undefined) throw new Error(`${plugin} adds the ${name} “${thing.id}”, which ${other.plugin} has added already`)
      things.set(thing.id, { plugin, thing })
    },
    get: id => things.get(id),
    all: () => [...things.values()],
    seal () { sealed = true }
  }
}
