/** What a check digit says: it fits, it does not, or the text has not the shape that promises one. */
export type DigitCheck = 'right' | 'wrong' | 'shapeless'

/** A container number as ISO 6346 writes it in data: letters and digits only, `MSCU 123456-7` is `MSCU1234567`. */
export const normalContainer = (text: string): string => compact(text)

/** The check digit of the ten characters before it (ISO 6346:2022, annex A); null where they are not four letters and six digits. */
export const containerCheckDigit = (ten: string): number | null => {
  const text = compact(ten)
  if (!/^[A-Z]{4}\d{6}$/.test(text)) return null
  const sum = [...text].reduce((total, character, position) => total + valueOf(character) * 2 ** position, 0)
  // A remainder of 10 is written 0, so the standard cannot tell those two apart.
  return sum % 11 % 10
}

/** Whether a container number bears its check digit. Only numbers with a category letter U, J or Z, or R on some refrigeration sets, promise one. */
export const checkContainer = (text: string): DigitCheck => {
  const number = compact(text)
  if (!/^[A-Z]{3}[UJZR]\d{7}$/.test(number)) return 'shapeless'
  return containerCheckDigit(number.slice(0, 10)) === Number(number[10]) ? 'right' : 'wrong'
}

/** An air waybill number as eleven digits: airline prefix, serial, check digit; null where the text is none. A prefix that lost its leading zeros (`57-76215436`) gets them back. */
export const normalAirWaybill = (text: string): string | null => {
  const parts = /^\s*(?:AWB\W*)?(\d{1,3})\s*[-\s]\s*(\d{4})\s?(\d{4})\s*$/i.exec(text)
  if (parts) return `${parts[1]?.padStart(3, '0')}${parts[2]}${parts[3]}`
  const digits = compact(text).replace(/^AWB/, '')
  return /^\d{11}$/.test(digits) ? digits : null
}

/** The check digit of an air waybill's seven-digit serial number: the serial modulo 7 (IATA Resolution 600a); null where it is no serial. */
export const airWaybillCheckDigit = (serial: string): number | null => /^\d{7}$/.test(serial) ? Number(serial) % 7 : null

/** Whether an air waybill number bears its check digit. */
export const checkAirWaybill = (text: string): DigitCheck => {
  const number = normalAirWaybill(text)
  if (number === null) return 'shapeless'
  return airWaybillCheckDigit(number.slice(3, 10)) === Number(number[10]) ? 'right' : 'wrong'
}

/** A ship's IMO number as seven digits, with or without `IMO` in front; null where the text is none. */
export const normalShip = (text: string): string | null => /^(?:IMO)?(\d{7})$/.exec(compact(text))?.[1] ?? null

/** The check digit of a ship's first six digits (IMO Resolution A.1117(30)); null where they are not six digits. */
export const shipCheckDigit = (six: string): number | null => {
  if (!/^\d{6}$/.test(six)) return null
  return [...six].reduce((total, digit, position) => total + Number(digit) * (7 - position), 0) % 10
}

/** Whether an IMO number bears its check digit. */
export const checkShip = (text: string): DigitCheck => {
  const number = normalShip(text)
  if (number === null) return 'shapeless'
  return shipCheckDigit(number.slice(0, 6)) === Number(number[6]) ? 'right' : 'wrong'
}

const compact = (text: string): string => text.toUpperCase().replace(/[^A-Z0-9]+/g, '')

// A is 10; 11, 22 and 33 are left out, being multiples of the modulus.
const valueOf = (character: string): number => {
  const value = Number.parseInt(character, 36)
  return value < 10 ? value : value + Math.floor((value - 1) / 10)
}
