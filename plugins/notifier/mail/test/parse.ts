/** As much of a mail as these tests look at: its headers unfolded and decoded, and its one plain text. */
export const mailFrom = (source: string): { readonly headers: ReadonlyMap<string, string>, readonly text: string } => {
  const [head = '', ...body] = source.split('\r\n\r\n')
  const headers = new Map(head.replace(/\r\n[ \t]+/g, ' ').split('\r\n').map((line): [string, string] => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon).toLowerCase(), decodedWords(line.slice(colon + 1).trim())]
  }))
  return { headers, text: decodedBody(body.join('\r\n\r\n'), headers.get('content-transfer-encoding') ?? '7bit') }
}

// RFC 2047, 6.2: blanks between two encoded words are not text. A private sign marks decoded bytes, since a character may be split between two words.
const decodedWords = (text: string): string =>
  text.replace(/\?=\s+=\?/g, '?==?').replace(/=\?utf-8\?([BQ])\?([^?]*)\?=/gi, (_, how: string, word: string) =>
    how.toUpperCase() === 'B' ? `\uE000${word}\uE000` : `\uE000${Buffer.from(unquoted(word.replaceAll('_', ' ')), 'latin1').toString('base64')}\uE000`)
    .replace(/(?:\uE000[^\uE000]*\uE000)+/g, run => Buffer.concat(run.split('\uE000').filter(part => part !== '').map(part => Buffer.from(part, 'base64'))).toString())

const unquoted = (text: string): string =>
  text.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

const decodedBody = (body: string, encoding: string): string => {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString()
  return encoding === 'quoted-printable' ? Buffer.from(unquoted(body), 'latin1').toString() : body
}
