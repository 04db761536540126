/** Calculators that can be tried: one that speaks HTTP as Activity Scores does, or any program that reads and writes lines. */
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Case, Json } from './cases.js'
import type { Answer } from './judge.js'

export interface Target {
  ask(instrument: string, one: Case): Promise<Answer>
  close(): Promise<void>
}

/** How long one answer may take. */
const PATIENCE_MS = 30_000

const isObject = (value: unknown): value is Readonly<Record<string, Json>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** `POST {origin}/v1/{instrument}`: 200 is a result, 422 a refusal, 404 an instrument that it does not have. */
export function httpTarget(origin: string, headers: Readonly<Record<string, string>> = {}): Target {
  const base = origin.replace(/\/+$/, '')
  return {
    async ask(instrument, { input }) {
      try {
        const reply = await fetch(`${base}/v1/${instrument}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body: JSON.stringify(input),
          signal: AbortSignal.timeout(PATIENCE_MS),
        })
        const body = (await reply.json()) as Json
        if (reply.status === 200) return { kind: 'result', result: body }
        if (reply.status === 404) return { kind: 'unsupported', why: `no instrument ${instrument}` }
        if (reply.status === 422) return { kind: 'refused', pointers: pointersOf(body) }
        return { kind: 'broken', why: `status ${reply.status}` }
      } catch (error) {
        return { kind: 'broken', why: `no answer: ${error instanceof Error ? error.message : String(error)}` }
      }
    },
    async close() {},
  }
}

const pointersOf = (problem: Json): readonly string[] =>
  isObject(problem) && Array.isArray(problem['errors'])
    ? problem['errors'].flatMap((fault: unknown) =>
        isObject(fault) && typeof fault['pointer'] === 'string' ? [fault['pointer']] : [],
      )
    : []

/**
 * A program that gets a line `{ "id", "instrument", "input" }` for each case and answers each with a line: `{ "id", "result" }`,
 * `{ "id", "refused": { "pointer"? } }` or `{ "id", "unsupported": "why" }`, in any order.
 */
export function commandTarget(command: string): Target {
  const child = spawn(command, { shell: true, stdio: ['pipe', 'pipe', 'inherit'] })
  const waiting = new Map<string, (answer: Answer) => void>()
  const end = (why: string): void => {
    for (const answer of waiting.values()) answer({ kind: 'broken', why })
    waiting.clear()
  }
  let ended: string | undefined
  const over = (why: string): void => {
    ended = why
    end(why)
  }
  child.once('error', (error) => over(`the command failed: ${error.message}`))
  child.once('close', (code) => over(`the command ended with ${code}`))
  // A program that ends early leaves a pipe that nobody reads; its cases say so.
  child.stdin.on('error', () => undefined)
  createInterface({ input: child.stdout }).on('line', (line) => {
    const { id, answer } = answerOf(line)
    if (id === undefined) return end(answer.kind === 'broken' ? answer.why : line)
    waiting.get(id)?.(answer)
    waiting.delete(id)
  })
  let number = 0
  return {
    ask(instrument, { id, input }) {
      if (ended !== undefined) return Promise.resolve({ kind: 'broken', why: ended })
      const unique = `${++number} ${id}`
      return new Promise((done) => {
        const late = setTimeout(() => {
          waiting.delete(unique)
          done({ kind: 'broken', why: `no answer within ${PATIENCE_MS / 1000} s` })
        }, PATIENCE_MS)
        waiting.set(unique, (answer) => {
          clearTimeout(late)
          done(answer)
        })
        child.stdin.write(`${JSON.stringify({ id: unique, instrument, input })}\n`)
      })
    },
    async close() {
      child.stdin.end()
      child.kill()
    },
  }
}

function answerOf(line: string): { readonly id?: string; readonly answer: Answer } {
  let parsed: unknown
  try {
    parsed = JSON.parse(line)
  } catch {
    return { answer: { kind: 'broken', why: `a line that is no JSON: ${line.slice(0, 200)}` } }
  }
  if (!isObject(parsed) || typeof parsed['id'] !== 'string')
    return { answer: { kind: 'broken', why: `a line without the id that was sent: ${line.slice(0, 200)}` } }
  const { id, result, refused, unsupported } = parsed
  if (result !== undefined) return { id, answer: { kind: 'result', result } }
  if (unsupported !== undefined) return { id, answer: { kind: 'unsupported', why: String(unsupported) } }
  if (refused !== undefined) {
    const pointer = isObject(refused) ? refused['pointer'] : undefined
    return { id, answer: { kind: 'refused', pointers: typeof pointer === 'string' ? [pointer] : [] } }
  }
  return { id, answer: { kind: 'broken', why: 'a line without result, refused or unsupported' } }
}
