import { createHmac } from 'node:crypto'

/** What the secret seed draws for one profile and one consignment. */
export interface Draw {
  /** From 0 inclusive to 1 exclusive, evenly: drawn by a profile when below its rate. */
  readonly share: number
  /** From 0 inclusive to 1 exclusive, evenly, and independent of `share`: where in its bounds the score falls. */
  readonly score: number
}

const BITS = 48
const BYTES = BITS / 8

/**
 * Draws by HMAC-SHA256 over profile and consignment. The same consignment is drawn alike for ever, whoever asks and how often;
 * without the seed nobody can tell who will be drawn, and with it an auditor can draw again. 48 bits make a remainder nobody need fear: the rate is exact to one in 10¹⁴.
 */
export const draw = (seed: string, profile: string, consignment: string): Draw => {
  const digest = createHmac('sha256', seed).update(`${profile}\n${consignment}`).digest()
  return { share: digest.readUIntBE(0, BYTES) / 2 ** BITS, score: digest.readUIntBE(BYTES, BYTES) / 2 ** BITS }
}
