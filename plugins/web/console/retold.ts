import { isProblem, Problem, type Desk, type FieldError } from 'wco-cts'

/** Does something a plugin answers for, and tells its refusal in that plugin's words: core knows only its own. `placed` says where on the page a fault stands. */
export const retold = async <T>(plugin: string, desk: Desk, act: () => Promise<T>, placed = (pointer: string) => pointer): Promise<T> => {
  try {
    return await act()
  } catch (error) {
    if (!isProblem(error)) throw error
    const why = worded(plugin, desk, error.type, error.params)
    const errors = error.errors.map((fault): FieldError => ({ pointer: placed(fault.pointer), detail: worded(plugin, desk, fault.detail, fault.params ?? {}) ?? fault.detail }))
    if (why !== null) throw new Problem('step-refused', error.status, { why }, { cause: error, errors })
    throw new Problem(error.type, error.status, error.params, { cause: error, errors })
  }
}

const worded = (plugin: string, desk: Desk, type: string, params: Problem['params']): string | null => {
  const key = `problems.${type}`
  const text = desk.text(plugin, key, params)
  return text === key ? null : text
}
