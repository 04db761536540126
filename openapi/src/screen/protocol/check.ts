/** References between the parts of a protocol: every name that is used must exist, and nothing may lean on itself. */
import type { Instrument } from '@activity-scores/shared/contract/instrument'
import { findAbsenceFaults } from './check-absences.js'
import { findCircles } from './check-circles.js'
import { type Names, namesOf } from './check-names.js'
import { checkRule } from './check-rules.js'
import {
  checkNumericInput,
  checkRange,
  expectKind,
  expectNumber,
  fieldSchema,
  kindOf,
  kindOfSchema,
} from './check-types.js'
import type { Argument, Exclusion, Input, Protocol, Source } from './schema.js'

type Path = readonly PropertyKey[]

export interface Finding {
  /** Keys from the top of the file to the place at fault. */
  readonly path: Path
  readonly message: string
}

export function findFaults(protocol: Protocol, instruments: readonly Instrument[]): readonly Finding[] {
  const found: Finding[] = []
  const names = namesOf(protocol, instruments, (path, message) => {
    found.push({ path, message })
  })
  checkOnce(names.criteria, 'criteria', names)
  checkOnce(names.arms, 'arms', names)
  for (const [name, input] of Object.entries(protocol.inputs)) checkInput(name, input, names)
  for (const name of names.calls) checkCall(name, names)
  for (const [name, { sources, range }] of Object.entries(protocol.measures)) {
    checkRange(...range, ['measures', name, 'range'], names)
    for (const [i, source] of sources.entries()) checkSource(source, ['measures', name, 'sources', i], names)
  }
  for (const [name, rule] of Object.entries(protocol.rules)) checkRule(rule, ['rules', name], names)
  for (const [i, exclusion] of protocol.excludes.entries()) checkExclusion(exclusion, ['excludes', i], names)
  if (protocol.birth !== undefined && names.input(protocol.birth, ['birth']))
    expectKind(names, protocol.birth, 'day', ['birth'])
  checkReadings(names)
  checkCriteria(names)
  checkCollisions(names)
  findAbsenceFaults(protocol, names.report)
  if (found.length === 0) findCircles(protocol, names.report)
  return found
}

function checkOnce(ids: readonly string[], key: string, { report }: Names): void {
  for (const [i, id] of ids.entries()) if (ids.indexOf(id) !== i) report([key, i, 'id'], `"${id}" stands twice`)
}

function checkInput(name: string, input: Input, names: Names): void {
  const { exists, field, report, protocol } = names
  const { window } = input
  if (
    typeof window === 'object' &&
    exists('reading', names.readings, window.reading, ['inputs', name, 'window', 'reading'])
  ) {
    const options = protocol.readings[window.reading]?.options.map(({ id }) => id) ?? []
    const [unit, lengths] = 'months' in window ? ['months', window.months] : ['days', window.days]
    for (const option of options)
      if (!(option in lengths))
        report(['inputs', name, 'window', unit], `the option "${option}" of ${window.reading} has no ${unit}`)
  }
  if ('min' in input) checkRange(input.min, input.max, ['inputs', name, 'max'], names)
  if (input.refines !== undefined) names.input(input.refines, ['inputs', name, 'refines'])
  if (input.type === 'courses') {
    const { drugs, byName, complete } = input
    names.each('drug', drugs, byName, ['inputs', name, 'byName'])
    if (complete !== undefined && names.input(complete, ['inputs', name, 'complete']))
      expectKind(names, complete, 'yes or no', ['inputs', name, 'complete'])
  }
  if (input.type !== 'field') return
  const path = ['inputs', name, 'of']
  const [slug = '', member = ''] = input.of.split('.')
  if (exists('instrument', names.slugs, slug, path)) field(slug, member, path)
}

function checkCall(name: string, names: Names): void {
  const call = names.protocol.calls[name]
  const path = ['calls', name]
  if (!call || !names.exists('instrument', names.slugs, call.use, [...path, 'use'])) return
  for (const [field, given] of Object.entries(call.with)) {
    const isField = names.field(call.use, field, [...path, 'with', field])
    checkArgument(given, [...path, 'with', field], names)
    if (isField) checkFit(given, `${call.use}.${field}`, [...path, 'with', field], names)
  }
  for (const key of ['requires', 'population', 'optional'] as const)
    names.each('input', names.inputs, call[key], [...path, key])
}

/** That what is handed over is of the kind that the field takes. */
function checkFit(given: Argument, field: string, path: Path, names: Names): void {
  const wanted = kindOfSchema(fieldSchema(names, field))
  const inputs = typeof given === 'string' ? [given] : 'first' in given ? given.first : []
  for (const input of inputs) {
    const kind = kindOf(names, input)
    if (kind !== undefined && wanted !== undefined && kind !== wanted)
      names.report(path, `"${input}" is a ${kind}, ${field} takes a ${wanted}`)
  }
}

/** Words that name the statements of an exclusion that needs no instrument. */
const OF_INPUTS = ['fact', 'known', 'choice', 'number', 'taken', 'from', 'age', 'not', 'any', 'all']

function checkExclusion({ of }: Exclusion, path: Path, names: Names): void {
  for (const [i, part] of of.entries()) {
    const place = [...path, 'of', i]
    if ('differ' in part) {
      for (const [j, dotted] of part.differ.entries())
        if (names.input(dotted.split('.')[0] ?? '', [...place, 'differ', j]))
          expectNumber(names, dotted, [...place, 'differ', j])
      continue
    }
    checkRule(part, place, names)
    if (!OF_INPUTS.some((word) => word in part))
      names.report(place, `an exclusion is about inputs alone: use one of ${OF_INPUTS.join(', ')}`)
  }
}

function checkArgument(given: Argument, path: Path, names: Names): void {
  if (typeof given === 'string') names.input(given, path)
  else if ('measure' in given) names.exists('measure', names.measures, given.measure, path)
  else if ('first' in given) names.each('input', names.inputs, given.first, [...path, 'first'])
}

function checkSource(source: Source, path: Path, names: Names): void {
  const { exists, input } = names
  if ('input' in source) {
    if (input(source.input, [...path, 'input']))
      checkNumericInput(names, source.input, source.analyte, [...path, 'input'])
    if (source.ofUpperLimit) checkLimited(source.input, source.analyte, path, names)
  } else if ('call' in source) exists('call', names.calls, source.call, [...path, 'call'])
  else if ('courses' in source) checkCourses(source, path, names)
  else if ('from' in source) {
    for (const key of ['from', 'to'] as const)
      if (source[key] !== 'asOf' && input(source[key], [...path, key]))
        expectKind(names, source[key], 'day', [...path, key])
  } else exists('measure', names.measures, source.measure, [...path, 'measure'])
  if ('per' in source) exists('measure', names.measures, source.per, [...path, 'per'])
}

/** That a limit can stand beside the value, and that both are read in one unit. */
function checkLimited(input: string, analyte: string | undefined, path: Path, names: Names): void {
  if (analyte === undefined) names.report([...path, 'ofUpperLimit'], 'needs the analyte of the value')
  expectNumber(names, `${input}.upperLimit`, [...path, 'ofUpperLimit'])
}

function checkCourses(source: { courses: string; drugs: readonly string[] }, path: Path, names: Names): void {
  if (!names.input(source.courses, [...path, 'courses'])) return
  const definition = names.protocol.inputs[source.courses]
  const known = definition?.type === 'courses' ? definition.drugs : []
  names.each('drug', known, source.drugs, [...path, 'drugs'])
}

function checkReadings({ protocol, exists }: Names): void {
  for (const [name, { options, default: chosen }] of Object.entries(protocol.readings)) {
    const known = options.map(({ id }) => id)
    exists('option', known, chosen, ['readings', name, 'default'])
  }
}

function checkCriteria(names: Names): void {
  for (const [i, { rule, applies, arms, flags, within }] of names.protocol.criteria.entries()) {
    const path = ['criteria', i]
    checkRule(rule, [...path, 'rule'], names)
    if (applies) checkRule(applies.when, [...path, 'applies', 'when'], names)
    names.each('arm', names.arms, arms, [...path, 'arms'])
    for (const [j, { when }] of (flags ?? []).entries()) checkRule(when, [...path, 'flags', j, 'when'], names)
    if (within) names.exists('criterion', names.criteria, within, [...path, 'within'])
  }
}

function checkCollisions(names: Names): void {
  for (const [i, { when, arms, against }] of names.protocol.collisions.entries()) {
    checkRule(when, ['collisions', i, 'when'], names)
    names.each('arm', names.arms, arms, ['collisions', i, 'arms'])
    names.each('criterion', names.criteria, against, ['collisions', i, 'against'])
  }
}
