/** Reads protocol files. A faulty one is refused with every fault and the line that it stands on. */
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { ConfigError } from '@activity-scores/shared/config/error'
import type { Instrument } from '@activity-scores/shared/contract/instrument'
import { parseJson } from '@activity-scores/shared/engine/json'
import { atOnce, type Steps } from '@activity-scores/shared/engine/steps'
import * as z from 'zod'
import type { Plan } from './engine/model.js'
import { planOf } from './engine/plan.js'
import { type Finding, findFaults } from './protocol/check.js'
import { linesOf } from './protocol/lines.js'
import { type CriterionRule, CriterionSchema, type Protocol, ProtocolSchema } from './protocol/schema.js'

/** Printed as it is, like a fault in the configuration. */
export class ProtocolError extends ConfigError {}

/** Files that state a protocol, by its id. An id may stand in one folder only. */
export function protocolFiles(folders: readonly (string | undefined)[]): ReadonlyMap<string, string> {
  const files = new Map<string, string>()
  for (const folder of folders) {
    if (folder === undefined) continue
    for (const file of namesIn(folder)) {
      const id = basename(file, '.json')
      const path = join(folder, file)
      if (files.has(id)) throw new ProtocolError(`${path} states a protocol that ${files.get(id)} states already.`)
      files.set(id, path)
    }
  }
  return files
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .sort()
  } catch {
    throw new ProtocolError(`${folder} cannot be read. PROTOCOLS_DIR must be a folder of protocol files.`)
  }
}

export const loadProtocol = (path: string, instruments: readonly Instrument[]): Plan =>
  atOnce(protocolSteps(path, instruments))

/** The same in steps, for a process that answers already. */
export function* protocolSteps(path: string, instruments: readonly Instrument[]): Steps<Plan> {
  const file = basename(path)
  const text = readFileSync(path, 'utf8')
  yield
  const protocol = yield* shaped(text, file)
  yield
  referenced(protocol, text, file, instruments)
  yield
  return planOf(named(protocol, file), instruments)
}

export function readProtocol(text: string, file: string, instruments: readonly Instrument[]): Protocol {
  return referenced(atOnce(shaped(text, file)), text, file, instruments)
}

/** Ids of the arms that a file states, whatever else is right or wrong in it. */
export function armsIn(path: string): readonly string[] {
  const parsed = parseJson(readFileSync(path, 'utf8'))
  const stated = parsed.ok ? ArmsSchema.safeParse(parsed.value) : undefined
  return stated?.success ? stated.data.arms.map(({ id }) => id) : []
}

function named(protocol: Protocol, file: string): Protocol {
  if (`${protocol.id}.json` === file) return protocol
  throw new ProtocolError(`${file} states the protocol "${protocol.id}"; name the file ${protocol.id}.json.`)
}

/** The text as the schema has it: its criteria, most of the work, one by one. Only a faulty one is looked at as a whole. */
function* shaped(text: string, file: string): Steps<Protocol> {
  const parsed = parseJson(text)
  if (!parsed.ok) {
    const told = parsed.faults.map(({ pointer, message }) => {
      if (pointer === '') return `${file}: ${message}`
      const path = pointer.slice(1).split('/')
      return `${file}:${linesOf(text)(path)}: ${path.join('.')}: ${message}`
    })
    throw new ProtocolError(`${file} cannot be read.\n  ${told.join('\n  ')}`)
  }
  yield
  const frame = FrameSchema.safeParse(parsed.value)
  const criteria: CriterionRule[] = []
  for (const criterion of frame.data?.criteria ?? []) {
    yield
    const checked = CriterionSchema.safeParse(criterion)
    if (checked.success) criteria.push(checked.data)
  }
  if (frame.success && criteria.length === frame.data.criteria.length) return { ...frame.data, criteria }
  const checked = ProtocolSchema.safeParse(parsed.value)
  if (checked.success) throw new Error('the parts of a protocol were refused, which is accepted as a whole')
  return refuse(text, file, checked.error.issues.flatMap(deepest))
}

const FrameSchema = z.strictObject({ ...ProtocolSchema.shape, criteria: z.array(z.unknown()).min(1) })

const ArmsSchema = z.object({ arms: z.array(z.object({ id: z.string() })) })

/** The same protocol, if every name in it is known. */
function referenced(protocol: Protocol, text: string, file: string, instruments: readonly Instrument[]): Protocol {
  const faults = findFaults(protocol, instruments)
  if (faults.length > 0) refuse(text, file, faults)
  return protocol
}

/** Told with the lines of the file. */
export const refuseFile = (path: string, faults: readonly Finding[]): never =>
  refuse(readFileSync(path, 'utf8'), basename(path), faults)

function refuse(text: string, file: string, faults: readonly Pick<Issue, 'path' | 'message'>[]): never {
  const lineAt = linesOf(text)
  const told = faults.map(({ path, message }) => `${file}:${lineAt(path)}: ${path.join('.')}: ${message}`)
  throw new ProtocolError(`The protocol is not valid.\n  ${told.join('\n  ')}`)
}

interface Issue {
  readonly path: readonly PropertyKey[]
  readonly message: string
  readonly code?: string | undefined
  readonly errors?: readonly (readonly Issue[])[] | undefined
}

/** Of the alternatives of a rule, the one that was meant: the one whose faults lie deepest in the file. */
function deepest(issue: Issue): readonly Issue[] {
  if (issue.code !== 'invalid_union' || !issue.errors || issue.errors.length === 0) return [issue]
  const branches = issue.errors.map((branch) =>
    branch.flatMap((inner) => deepest({ ...inner, path: [...issue.path, ...inner.path] })),
  )
  const depth = (branch: readonly Issue[]): number => Math.max(0, ...branch.map(({ path }) => path.length))
  const unknownKeys = (branch: readonly Issue[]): number =>
    branch.filter(({ code }) => code === 'unrecognized_keys').length
  const [best = []] = [...branches].sort(
    (a, b) => unknownKeys(a) - unknownKeys(b) || depth(b) - depth(a) || a.length - b.length,
  )
  return best
}
