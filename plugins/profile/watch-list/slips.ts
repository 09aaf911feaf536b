import { foldIdentifier } from 'wco-cts'
import type { Slip, Space } from './facts.ts'

/** How surely two numbers under one key are one, and what was overlooked for it. */
export const verdict = (space: Space, matched: string, found: string): { readonly by: Space, readonly score: number, readonly slip?: Slip } => {
  if (space !== 'container' && space !== 'seal' && space !== 'contact') return { by: space, score: 100 }
  const [ours, theirs] = [foldIdentifier(found), foldIdentifier(matched)]
  if (ours === theirs) return { by: space, score: 100 }
  if (space === 'contact') return { by: space, score: 95, slip: 'prefix' }
  return lookAlike(ours) === lookAlike(theirs) ? { by: space, score: 95, slip: 'lookalike' } : { by: space, score: 90, slip: 'checksum' }
}

/** A number in which characters that are taken for each other are one: O is 0, I is 1. */
export const lookAlike = (folded: string): string => folded.replaceAll('O', '0').replaceAll('I', '1')
