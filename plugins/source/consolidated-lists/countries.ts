import { fold } from 'wco-cts'

/** Reads the country names OFAC writes as ISO 3166-1 alpha-2 codes; null for a name that is no one country's (`Region: Gaza`, `undetermined`). */
export const countryReader = (): (name: string) => string | null => {
  const codes = new Map<string, string>()
  const english = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
  for (const first of LETTERS) {
    for (const second of LETTERS) {
      const code = first + second
      const name = english.of(code)
      // A code withdrawn from the standard (SU, YU) names the country that has another now.
      if (name !== undefined && new Intl.Locale(`und-${code}`).region === code) codes.set(fold(name), code)
    }
  }
  for (const [name, code] of OFAC) codes.set(fold(name), code)
  return name => codes.get(fold(name)) ?? codes.get(fold(name).replace(/^the /, '').replace(/ the$/, '')) ?? null
}

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']

// Names in OFAC's lists that are not the English ones of the Unicode CLDR.
const OFAC: readonly (readonly [string, string])[] = [
  ['Burma', 'MM'], ['Korea, North', 'KP'], ["Democratic People's Republic of Korea", 'KP'], ['Korea, South', 'KR'], ['Hong Kong', 'HK'], ['Macau', 'MO'],
  ['Congo, Democratic Republic of the', 'CD'], ['Congo, Republic of the', 'CG'], ['Cote d Ivoire', 'CI'], ['Palestinian', 'PS'], ['West Bank', 'PS'], ['Turkey', 'TR'],
  ['Czech Republic', 'CZ'], ['North Macedonia, The Republic of', 'MK'], ['Bosnia and Herzegovina', 'BA'], ['Antigua and Barbuda', 'AG'], ['Trinidad and Tobago', 'TT'],
  ['Saint Kitts and Nevis', 'KN'], ['St. Kitts and Nevis', 'KN'], ['Saint Vincent and the Grenadines', 'VC'], ['St. Vincent and the Grenadines', 'VC'], ['Saint Lucia', 'LC'],
  ['Sao Tome and Principe', 'ST'], ['Virgin Islands, British', 'VG'], ['Man, Isle of', 'IM'], ['Swaziland', 'SZ'], ['Cape Verde', 'CV'], ['Cabo Verde', 'CV'], ['Holy See', 'VA'], ['East Timor', 'TL'],
  ['Region: Russia', 'RU'], ['Region: Gaza', 'PS'], ['Region: West Bank', 'PS'], ['Region: Crimea', 'UA'], ['Region: Northern Gaza', 'PS'], ['Region: North Gaza', 'PS']
]
