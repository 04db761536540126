/** Instruments as the rules use them: a request is put together from the inputs, and the reasons are told in their names. */
import type { Fault } from '@activity-scores/shared/contract/instrument'
import { decided, undetermined, type Verdict } from '@activity-scores/shared/language/kleene'
import type { Outcome } from '@activity-scores/shared/language/outcome'
import type { Argument } from '../protocol/schema.js'
import type { CallResult, Patient, PlannedCall } from './model.js'

/**
 * What bounds one another in one sample does not in two: neutrophils of March may be more than the leukocytes of April
 * (decision 99).
 */
function maybeOfSeveralDays(patient: Patient, call: PlannedCall, faults: readonly Fault[]): boolean {
  const inputs = faults.flatMap(({ pointer }) => call.inputsOf(pointer.split('/')[1] ?? ''))
  const days = new Set(inputs.map((input) => patient.dayOfInput(input)))
  return days.size > 1 || days.has(undefined)
}

/**
 * By such a fault the patient is outside what the instrument is made for, as opposed to a value that cannot be right
 * (decision 99).
 */
const isOutside = (call: PlannedCall, { code, pointer }: Fault): boolean =>
  code === 'out_of_range' && call.inputsOf(pointer.split('/')[1] ?? '').some((input) => call.population.includes(input))

/** The input whose day a field of the request takes. */
function observedBy(call: PlannedCall, field: string): string | undefined {
  const argument = call.arguments.find(([name]) => name === field)?.[1]
  return typeof argument === 'object' && 'observed' in argument ? argument.observed : undefined
}

export function callInstrument(patient: Patient, name: string): CallResult {
  const call = patient.plan.calls.get(name) as PlannedCall
  const isAbsent = call.requires.some((input) => patient.value(input) === undefined)
  if (isAbsent || undatedOf(patient, call).length > 0) return { outcome: null, reasons: unknownInputs(patient, call) }
  const request: Record<string, unknown> = {}
  let anything = false
  for (const [field, argument] of call.arguments) {
    const value = argumentOf(patient, argument)
    if (value === undefined) continue
    request[field] = value
    anything ||= !isFixed(argument)
  }
  if (!anything) return { outcome: null, reasons: unknownInputs(patient, call) }
  const validated = call.validate(request)
  if (validated.ok) {
    const outcome = call.instrument.compute(validated.input)
    return new Computed(patient, call, request, outcome)
  }
  if (
    validated.faults.every(({ code }) => code === 'inconsistent') &&
    maybeOfSeveralDays(patient, call, validated.faults)
  )
    return new Computed(patient, call, request, call.instrument.compute(request))
  const refused = validated.faults.filter(({ code }) => code !== 'required')
  if (refused.length === 0) return { outcome: null, reasons: unknownInputs(patient, call) }
  // For a patient outside what it is made for, such as a child, an instrument has no answer; whatever else it refuses is refused here.
  const wrong = refused.filter((fault) => !isOutside(call, fault)).map((fault) => inPatient(patient, call, fault))
  // What several instruments refuse alike is told once.
  const isTold = (fault: Fault) =>
    patient.faults.some((told) => told.pointer === fault.pointer && told.code === fault.code)
  patient.faults.push(...wrong.filter((fault) => !isTold(fault)))
  const fields = refused.flatMap(({ pointer }) => call.inputsOf(pointer.split('/')[1] ?? ''))
  return { outcome: null, reasons: [...new Set(fields)].map((name) => `out_of_range:${name}`) }
}

/** A result whose reasons are told when they are asked for: what is decided needs none. */
class Computed implements CallResult {
  readonly outcome: Outcome
  readonly #tell: () => readonly string[]
  #reasons: readonly string[] | undefined

  constructor(patient: Patient, call: PlannedCall, request: Readonly<Record<string, unknown>>, outcome: Outcome) {
    this.outcome = outcome
    this.#tell = () => (outcome.missing.length > 0 ? translated(patient, call, outcome) : limits(call, request))
  }

  get reasons(): readonly string[] {
    this.#reasons ??= this.#tell()
    return this.#reasons
  }
}

const isFixed = (argument: Argument): boolean =>
  typeof argument === 'object' && ('value' in argument || 'observed' in argument)

function argumentOf(patient: Patient, argument: Argument): unknown {
  if (typeof argument === 'string') return patient.value(argument)
  if ('value' in argument) return argument.value
  if ('observed' in argument) return patient.dayOfInput(argument.observed)
  if ('measure' in argument) return patient.measure(argument.measure).value ?? undefined
  return argument.first.map((name) => patient.value(name)).find((value) => value !== undefined)
}

const unknownInputs = (patient: Patient, call: PlannedCall): readonly string[] => {
  const unknown = call.needs.filter((name) => patient.value(name) === undefined).map((name) => patient.whyUnknown(name))
  return [...new Set([...unknown, ...undatedOf(patient, call).map((name) => `missing:dates.${name}`)])]
}

/** Inputs whose day it is asked for, of which the day is not known. */
const undatedOf = (patient: Patient, call: PlannedCall): readonly string[] =>
  call.observed.length === 0 ? NONE : call.observed.filter((input) => patient.dayOfInput(input) === undefined)

const NONE: readonly never[] = []

/** `missing` of the instrument names its fields; the caller knows inputs. */
function translated(patient: Patient, call: PlannedCall, outcome: Outcome): readonly string[] {
  const inputs = outcome.missing.flatMap((path) => call.inputsOf(path.split('.')[0] ?? path))
  const unknown = inputs.filter((name) => patient.value(name) === undefined)
  if (unknown.length > 0) return [...new Set(unknown)].map((name) => patient.whyUnknown(name))
  return outcome.missing.map((path) => {
    const [field = path, ...members] = path.split('.')
    const own = [...new Set(call.inputsOf(field))].join('/')
    return own === '' ? `missing:${path}` : `missing:${[own, ...members].join('.')}`
  })
}

const limits = (call: PlannedCall, request: Readonly<Record<string, unknown>>): readonly string[] =>
  Object.entries(request).flatMap(([field, value]) =>
    typeof value === 'object' && value !== null && 'comparator' in value && value.comparator
      ? call.inputsOf(field).map((name) => `censored:${name}`)
      : [],
  )

/** The state of one criterion of the instrument, with the reasons in the names of the inputs. */
export function criterionOf(patient: Patient, name: string, id: string, from: readonly string[] | undefined): Verdict {
  const called = patient.call(name)
  const found = called.outcome?.criteria.find((criterion) => criterion.id === id)
  if (!found) return undetermined(...called.reasons)
  if (found.state !== 'undetermined') return decided(found.state === 'met')
  const call = patient.plan.calls.get(name) as PlannedCall
  const told = (found.reason ?? '').split(', ').filter((reason) => reason !== '')
  const own = told.flatMap((reason) => inNamesOfInputs(patient, call, reason))
  const relevant = from ? own.filter((reason) => from.some((input) => isAbout(reason, input))) : own
  if (relevant.length > 0) return undetermined(...new Set(relevant))
  return undetermined(...new Set(own.length > 0 ? own : called.reasons))
}

/** Of the input itself, or of a part of it: `missing:enzymes.ck.upperLimit`. */
function isAbout(reason: string, input: string): boolean {
  const path = reason.slice(reason.indexOf(':') + 1)
  return path === input || path.startsWith(`${input}.`)
}

function inNamesOfInputs(patient: Patient, call: PlannedCall, reason: string): readonly string[] {
  const [, kind, path] = /^([a-z_]+):(.+)$/.exec(reason) ?? []
  if (kind === undefined || path === undefined) return [reason]
  const [field = path, ...part] = path.split('.')
  const inputs = call.inputsOf(field)
  if (inputs.length === 0) return [reason]
  return inputs.map((input) =>
    kind === 'missing' && patient.value(input) === undefined
      ? patient.whyUnknown(input)
      : `${kind}:${[input, ...part].join('.')}`,
  )
}

/** A fault of an instrument's request, pointing into the screening request. */
function inPatient(patient: Patient, call: PlannedCall, fault: Fault): Fault {
  const [, field = '', ...rest] = fault.pointer.split('/')
  const [input] = call.inputsOf(field)
  const observed = observedBy(call, field)
  const day = observed === undefined ? patient.at : patient.given.dates[observed] ? `/dates/${observed}` : '/asOf'
  const pointer = input === undefined ? day : [patient.at, input, ...rest].join('/')
  return { ...fault, pointer, message: `${call.instrument.slug}: ${fault.message}` }
}
