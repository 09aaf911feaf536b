import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { charactersOf } from './pdf-glyphs.ts'

/** The four faces a report is set in. */
export type Face = 'sans' | 'sans-strong' | 'naskh' | 'naskh-strong'

/** The faces as read from disk, and which of them draws a character; null where none does. */
export interface Fonts {
  readonly files: Readonly<Record<Face, Buffer>>
  faceOf (character: number, strong: boolean): Face | null
}

const FILES: Readonly<Record<Face, string>> = {
  sans: '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
  'sans-strong': '@expo-google-fonts/noto-sans/600SemiBold/NotoSans_600SemiBold.ttf',
  naskh: '@expo-google-fonts/noto-naskh-arabic/400Regular/NotoNaskhArabic_400Regular.ttf',
  'naskh-strong': '@expo-google-fonts/noto-naskh-arabic/600SemiBold/NotoNaskhArabic_600SemiBold.ttf'
}

/** Reads the typefaces: Noto Sans for Latin, Greek and Cyrillic, Noto Naskh Arabic for Arabic. */
export const readFonts = async (): Promise<Fonts> => {
  const { resolve } = createRequire(import.meta.url)
  const file = (face: Face): Promise<Buffer> => readFile(resolve(FILES[face]))
  const [sans, strong, naskh, naskhStrong] = await Promise.all([file('sans'), file('sans-strong'), file('naskh'), file('naskh-strong')])
  const drawnBySans = charactersOf(sans)
  const drawnByNaskh = charactersOf(naskh)
  return {
    files: { sans, 'sans-strong': strong, naskh, 'naskh-strong': naskhStrong },
    faceOf: (character, isStrong) => {
      if (drawnBySans.has(character)) return isStrong ? 'sans-strong' : 'sans'
      if (drawnByNaskh.has(character)) return isStrong ? 'naskh-strong' : 'naskh'
      return null
    }
  }
}
