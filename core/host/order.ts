import type { Fault } from './fault.ts'

/** Everything a plugin needs before it; rings and what is missing come back as faults. */
export const orderByNeeds = <T extends { readonly id: string, readonly needs?: readonly string[] }>(plugins: readonly T[]): { readonly ordered: readonly T[], readonly faults: readonly Fault[] } => {
  const byId = new Map(plugins.map(plugin => [plugin.id, plugin]))
  const ordered: T[] = []
  const faults: Fault[] = []
  const state = new Map<string, 'open' | 'done'>()

  const visit = (plugin: T, path: readonly string[]): void => {
    if (state.get(plugin.id) === 'done') return
    if (state.get(plugin.id) === 'open') {
      faults.push({ at: plugin.id, says: `needs itself: ${[...path.slice(path.indexOf(plugin.id)), plugin.id].join(' → ')}` })
      return
    }
    state.set(plugin.id, 'open')
    for (const need of plugin.needs ?? []) {
      const needed = byId.get(need)
      if (needed === undefined) faults.push({ at: plugin.id, says: `needs ${need}, which is not enabled` })
      else visit(needed, [...path, plugin.id])
    }
    state.set(plugin.id, 'done')
    ordered.push(plugin)
  }
  for (const plugin of plugins) visit(plugin, [])
  return { ordered, faults }
}
