/** Which inputs the calls and measures of a protocol depend on, directly or through one another. */
import type { Argument, Protocol } from '../protocol/schema.js'
import { remembered } from './remembered.js'

export interface Dependencies {
  /** The inputs behind a field of a call's request. */
  inputsOf(argument: Argument): readonly string[]
  /** Inputs that a call is computed from; those that refine it only if `all` are asked for. */
  needsOfCall(name: string, all?: boolean): readonly string[]
  needsOfMeasure(name: string, all?: boolean): readonly string[]
  callsOfMeasure(name: string): readonly string[]
  /** Every input that is looked at, refinements and days of observation included. */
  readByCall(name: string): ReadonlySet<string>
  readByMeasure(name: string): ReadonlySet<string>
}

const unique = (names: readonly string[]): readonly string[] => [...new Set(names)]

const observedBy = (argument: Argument): readonly string[] =>
  typeof argument === 'object' && 'observed' in argument ? [argument.observed] : []

/** A list of courses, and what states that it is complete. */
export function needsOfCourses({ inputs }: Protocol, name: string): readonly string[] {
  const input = inputs[name]
  return input?.type === 'courses' && input.complete !== undefined ? [name, input.complete] : [name]
}

export function dependenciesOf(protocol: Protocol): Dependencies {
  const sourcesOf = (name: string) => protocol.measures[name]?.sources ?? []
  const inputsOf = (argument: Argument): readonly string[] => {
    if (typeof argument === 'string') return [argument]
    if ('measure' in argument) return needsOfMeasure(argument.measure)
    return 'first' in argument ? argument.first : []
  }
  const needsOfCall = (name: string, all = false): readonly string[] => {
    const { with: fields = {}, optional: spared = [] } = protocol.calls[name] ?? {}
    const inputs = unique(Object.values(fields).flatMap(inputsOf))
    return all ? inputs : inputs.filter((input) => !spared.includes(input))
  }
  const needsOfMeasure = (name: string, all = false): readonly string[] =>
    unique(
      sourcesOf(name).flatMap((source) => {
        if ('input' in source) return [source.input]
        if ('call' in source) return needsOfCall(source.call, all)
        if ('courses' in source) return needsOfCourses(protocol, source.courses)
        if ('from' in source) return [source.from, source.to].filter((day) => day !== 'asOf')
        return 'per' in source
          ? [...needsOfMeasure(source.measure, all), ...needsOfMeasure(source.per, all)]
          : needsOfMeasure(source.measure, all)
      }),
    )
  const callsOfMeasure: Dependencies['callsOfMeasure'] = remembered((name) =>
    unique(
      sourcesOf(name).flatMap((source) => {
        if ('call' in source) return [source.call]
        return 'measure' in source ? callsOfMeasure(source.measure) : []
      }),
    ),
  )
  return {
    inputsOf,
    needsOfCall,
    needsOfMeasure,
    callsOfMeasure,
    readByCall: remembered((name) => {
      const fields = Object.values(protocol.calls[name]?.with ?? {})
      return new Set(fields.flatMap((argument) => [...inputsOf(argument), ...observedBy(argument)]))
    }),
    readByMeasure: remembered((name) => new Set(needsOfMeasure(name, true))),
  }
}
