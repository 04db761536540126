/**
 * Other names: for a calculator that calls the same things otherwise. A map says where each leaf of an input goes and where
 * each leaf of a result is found. What it does not name is never sent and never judged; a case that then has nothing left, or
 * whose unit is another than the one the calculator takes, is not supported rather than guessed.
 */
import type { Case, Json } from './cases.js'
import type { Answer } from './judge.js'
import type { Target } from './targets.js'

interface Names {
  /** From a pointer of ours to one of theirs. With `unit`, ours is a quantity of which the value alone goes there. */
  readonly input: { readonly [pointer: string]: string | { readonly to: string; readonly unit: string } }
  /** From a pointer of our result, such as `/score/value`, to one of theirs. */
  readonly result: { readonly [pointer: string]: string }
}

/** By instrument. */
export interface NameMap {
  readonly [instrument: string]: Names
}

type Tree = { [name: string]: Json }

const isObject = (value: Json | undefined): value is { readonly [name: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const segments = (pointer: string): readonly string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))

function at(value: Json, pointer: string): Json | undefined {
  let here: Json | undefined = value
  for (const part of segments(pointer)) here = isObject(here) && Object.hasOwn(here, part) ? here[part] : undefined
  return here
}

function put(tree: Tree, pointer: string, value: Json): void {
  const parts = segments(pointer)
  const last = parts.at(-1) ?? ''
  let here = tree
  for (const part of parts.slice(0, -1)) {
    const next = here[part]
    const deeper: Tree = isObject(next) ? (next as Tree) : {}
    here[part] = deeper
    here = deeper
  }
  here[last] = value
}

const leaves = (value: Json, pointer = ''): readonly string[] =>
  isObject(value) ? Object.entries(value).flatMap(([name, each]) => leaves(each, `${pointer}/${name}`)) : [pointer]

/** The input under their names, or why it has none. */
function renamed(input: Json, names: Names['input']): { readonly input: Tree } | { readonly why: string } {
  const given: Tree = {}
  const covered: string[] = []
  for (const [ours, theirs] of Object.entries(names)) {
    const value = at(input, ours)
    if (value === undefined || value === null) continue
    if (typeof theirs === 'string') put(given, theirs, value)
    else {
      const unit = at(value, '/unit')
      if (unit !== theirs.unit) return { why: `${ours} is in ${String(unit)}, and ${theirs.unit} alone is taken` }
      if (isObject(value) && value['comparator']) return { why: `${ours} has a comparator` }
      put(given, theirs.to, at(value, '/value') ?? null)
    }
    covered.push(ours)
  }
  const left = leaves(input).filter((leaf) => !covered.some((each) => leaf === each || leaf.startsWith(`${each}/`)))
  const sent = left.filter((leaf) => at(input, leaf) !== null)
  return sent.length === 0 ? { input: given } : { why: `${sent.join(', ')} is not in the map` }
}

/** The target under its own names. */
export function mapped(target: Target, map: NameMap): Target {
  return {
    async ask(instrument, one) {
      const names = map[instrument]
      if (!names) return { kind: 'unsupported', why: `${instrument} is not in the map` }
      const sent = renamed(one.input, names.input)
      if ('why' in sent) return { kind: 'unsupported', why: sent.why }
      const answer = await target.ask(instrument, { ...one, input: sent.input })
      return answer.kind === 'result' ? ours(answer.result, names.result) : answer
    },
    close: () => target.close(),
  }
}

function ours(result: Json, names: Names['result']): Answer {
  const tree: Tree = {}
  for (const [here, there] of Object.entries(names)) {
    const value = at(result, there)
    if (value !== undefined) put(tree, here, value)
  }
  return { kind: 'result', result: tree }
}

/** The part of what a case expects that the map can find; undefined where nothing is left. */
export function judged(one: Case, instrument: string, map: NameMap): Case | undefined {
  const names = map[instrument]
  if (!names || one.refuse) return one
  const expect: Tree = {}
  for (const pointer of Object.keys(names.result)) {
    const value = at(one.expect ?? {}, pointer)
    if (value !== undefined) put(expect, pointer, value)
  }
  return Object.keys(expect).length === 0 ? undefined : { ...one, expect }
}
