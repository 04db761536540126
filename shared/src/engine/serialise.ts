/**
 * The serialiser of an instrument's results: code generated once from their schema. It writes the bytes that JSON.stringify
 * would write, in a third of the time; the contract suite holds the two equal over generated results, so that a field which
 * the schema forgot cannot be lost. A number that JSON cannot say is an error, not `null` (decision 18).
 */
import type { Instrument } from '../contract/instrument.js'
import { resultSchema } from '../contract/result-schema.js'
import type { Outcome } from '../language/outcome.js'
import { toJsonSchema } from './json-schema.js'
import { generateWriter } from './serialiser-code.js'

export interface Written {
  readonly text: string
  /** Whether it is known to be ASCII, of which each character is a byte (decision 81). */
  readonly isAscii: boolean
}

/** Takes the outcome alone: what the result adds to it (instrument, version, references) is known when it is compiled. */
export type Serialise = (outcome: Outcome) => Written

/** ASCII that stands in JSON as it is: most texts, and faster to see than to stringify. */
const NO_ESCAPE = /^[ !#-[\]-~]*$/

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are part of ASCII
const BEYOND_ASCII = /[^\x00-\x7f]/

/** A text as it stands in JSON, between its quotes. */
export const escaped = (text: string): string => (NO_ESCAPE.test(text) ? text : JSON.stringify(text).slice(1, -1))

type Write<T> = (value: T) => string

/** What the generated code calls, and whether all that it gave since `begin` is ASCII. */
class Runtime {
  #isAscii = true

  readonly functions = {
    escaped: (text: string): string => {
      if (NO_ESCAPE.test(text)) return text
      return this.#looked(escaped(text))
    },
    anything: (value: unknown): string => this.#looked(JSON.stringify(value)),
    number: (value: number): string => {
      if (!Number.isFinite(value)) throw new TypeError('a result holds a number that JSON cannot say')
      return `${value}`
    },
    shared: <T extends object>(write: Write<T>) => this.#remembering(write),
  }

  begin(): void {
    this.#isAscii = true
  }

  get isAscii(): boolean {
    return this.#isAscii
  }

  #looked(text: string): string {
    this.#isAscii &&= !BEYOND_ASCII.test(text)
    return text
  }

  /** Remembers the text of objects that are made once and frozen: categories, decided criteria. */
  #remembering<T extends object>(write: Write<T>): Write<T> {
    const cached = new WeakMap<T, string>()
    return (value) => {
      const text = cached.get(value)
      if (text !== undefined) return text
      const wasAscii = this.#isAscii
      this.#isAscii = true
      const made = write(value)
      if (this.#isAscii && Object.isFrozen(value)) cached.set(value, inOnePiece(made))
      this.#isAscii &&= wasAscii
      return made
    }
  }
}

/** The same text, which the engine keeps as a tree of what it was put together from, and would walk through each time. */
const inOnePiece = (text: string): string => Buffer.from(text).toString()

/** Parts of every result that are the same frozen objects again and again. */
const SHARED_PARTS = new Set(['#.category', '#.criteria[]'])

export function compileSerialiser(instrument: Instrument, references: readonly string[]): Serialise {
  const { $defs = {}, ...root } = toJsonSchema(resultSchema(instrument), 'output')
  const properties = { ...root.properties, references: { const: references } }
  const shared: string[] = []
  const body = generateWriter({ ...root, properties }, $defs, '#', (path, value, schema) => {
    if (!SHARED_PARTS.has(path)) return undefined
    const name = `shared${shared.length}`
    shared.push(`const ${name} = shared((v) => { ${generateWriter(schema, $defs, path)} });`)
    return `${name}(${value})`
  })
  const code = `${shared.join('\n')}\nreturn (v) => { ${body} };`
  const runtime = new Runtime()
  const { functions } = runtime
  const make = new Function(...Object.keys(functions), code) as (...args: readonly unknown[]) => Write<Outcome>
  const write = make(...Object.values(functions))
  const knownIsAscii = !BEYOND_ASCII.test(code)
  return (outcome) => {
    runtime.begin()
    const text = write(outcome)
    return { text, isAscii: knownIsAscii && runtime.isAscii }
  }
}
