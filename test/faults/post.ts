import { request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'

const PIECE = 1 << 18

/** What a sender is told of a message: its id, and whether it was known. */
export interface Acknowledged { readonly id: string, readonly duplicate: boolean }

/** Sends a message over a line of a given speed. Null when no acknowledgement came: nobody can then say whether it arrived. */
export const post = async (address: string, bytes: Buffer, seconds: number): Promise<Acknowledged | null> => {
  const asked = request(`${address}/api/v1/messages`, {
    method: 'POST', agent: false,
    headers: { authorization: 'Bearer demo-carrier', 'content-type': 'application/edifact', 'content-length': bytes.length }
  })
  const answered = new Promise<{ readonly status: number, readonly text: string } | null>(resolve => {
    asked.on('error', () => { resolve(null) })
    asked.on('response', response => {
      let text = ''
      response.on('data', piece => { text += String(piece) })
      response.on('error', () => { resolve(null) })
      response.on('end', () => { resolve({ status: response.statusCode ?? 0, text }) })
    })
  })
  const pieces = Math.ceil(bytes.length / PIECE)
  for (let piece = 0; piece < pieces && !asked.destroyed; piece++) {
    asked.write(bytes.subarray(piece * PIECE, (piece + 1) * PIECE))
    await pause(seconds * 1000 / pieces)
  }
  asked.end()
  const answer = await answered
  if (answer === null) return null
  if (answer.status !== 202) throw new Error(`a message was answered with ${answer.status}: ${answer.text.slice(0, 300)}`)
  return JSON.parse(answer.text) as Acknowledged
}

/** Asks the API as one of the demo's people; null when nobody answers. */
export const asked = async (address: string, who: string, path: string, body?: unknown): Promise<Record<string, unknown> | null> => {
  const answer = await fetch(`${address}/api/v1/${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer demo-${who}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) })
  }).catch(() => null)
  return answer === null || !answer.ok ? null : answer.json().catch(() => null) as Promise<Record<string, unknown> | null>
}
