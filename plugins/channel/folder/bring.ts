import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { problem } from 'wco-cts'
import { ANSWERS, placesIn, within, type Watched } from './places.ts'

/**
 * Lays an answer beside what its sender laid: in `answers/` of his folder, whole or not at all.
 * A second try under the same name puts the same answer in the same place.
 */
export const bring = async (folders: readonly Watched[], bytes: Uint8Array, sender: string, name: string): Promise<void> => {
  for (const watched of folders) {
    const place = (await placesIn(watched)).find(place => place.sender === sender)
    if (place === undefined) continue
    const folder = await within(place, ANSWERS)
    const file = join(folder, name.replaceAll('\0', '_').replace(/[/\\]/g, '_').replace(/^\.+/, '_'))
    await writeFile(`${file}.part`, bytes, { mode: 0o640 })
    await rename(`${file}.part`, file)
    return
  }
  throw noFolder({ sender })
}

const noFolder = problem<{ sender: string }>('no-folder', 500)
