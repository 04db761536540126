/** Which of the candidates of a field counts: the newest with a value, or none (ehr S5 to S10). */
import { type Analyte, analytes, toCanonical } from '@activity-scores/shared/language/units'
import type { Leaf } from '../codes/leaves.js'
import type { FieldEntry } from '../codes/schema.js'
import type { Candidate } from './candidates.js'
import { type Issue, type Note, refusedValue } from './issue.js'
import { compareTimes, type Time, timeOf } from './time.js'
import { readValue, type Value } from './value.js'

/** A value of a field with where it comes from. */
export interface Selected {
  readonly leaf: Leaf
  readonly value: unknown
  readonly candidate: Candidate
  readonly notes: readonly Note[]
}

export interface Selection {
  readonly selected?: Selected | undefined
  readonly issue?: Issue | undefined
  readonly notes: readonly Note[]
}

const OLDER = 'An older value is not used in its place.'

export function selectFor(leaf: Leaf, candidates: readonly Candidate[], field: FieldEntry): Selection {
  const pointer = (): string => `/${leaf.path.join('/')}`
  const notes: Note[] = []
  const valued: Read[] = []
  for (const candidate of candidates) {
    const value = readValue(candidate, leaf, field)
    if (value.kind === 'none') {
      const message = `${nameOf(candidate)} has no value and is passed over.`
      notes.push({ code: 'observation_without_value', pointer: pointer(), message })
    } else valued.push({ candidate, value })
  }
  if (valued.length === 0) return { notes }
  const undated = valued.find(({ candidate }) => candidate.time === undefined)
  if (undated && valued.length > 1 && new Set(valued.map(({ candidate }) => candidate.whole)).size > 1)
    return { notes, issue: disagreement(leaf, valued, 'one of them has no time') }
  const newest = valued.length === 1 ? valued : ranked(latest(valued), valued)
  const [first] = newest
  if (!first) return { notes }
  const refusal = newest.find(({ value }) => value.kind === 'refused')
  if (refusal) return { notes, issue: refusalOf(leaf, refusal) }
  if (newest.some(({ value }) => !isSame(value, first.value, leaf)))
    return { notes, issue: disagreement(leaf, newest, 'they are of one time') }
  const { candidate, value } = newest.length === 1 ? first : ([...newest].sort(byName)[0] ?? first)
  if (candidate.time === undefined)
    notes.push({
      code: 'observation_undated',
      pointer: pointer(),
      message: `${nameOf(candidate)} has no time; it is the only value of this field.`,
    })
  const said = value.kind === 'value' ? value.notes : []
  for (const { code, message } of said) notes.push({ code, pointer: pointer(), message: `${leaf.name}: ${message}.` })
  return { notes: [], selected: { leaf, value: (value as { readonly value: unknown }).value, candidate, notes } }
}

/** Equal values: which of them is cited does not depend on the order of the record. */
const byName = (a: Read, b: Read): number => (nameOf(a.candidate) < nameOf(b.candidate) ? -1 : 1)

interface Read {
  readonly candidate: Candidate
  readonly value: Value
}

/** Those that nothing is newer than; of several, those that were issued last, then updated last. */
function latest(all: readonly Read[]): readonly Read[] {
  const timed = (pick: (candidate: Candidate) => Time | undefined) => (left: readonly Read[]) => {
    const times = left.map(({ candidate }) => pick(candidate))
    if (left.length < 2 || times.some((time) => time === undefined)) return left
    return left.filter((_, i) => !times.some((other) => compareTimes(other as Time, times[i] as Time) > 0))
  }
  const byTime = timed(({ time }) => time)(all)
  const byIssue = timed(({ whole }) => timeOf(whole.issued))(byTime)
  return timed(({ whole }) => timeOf(whole.meta?.lastUpdated))(byIssue)
}

/** Of one day, a value by a code of lower rank counts: before a bronchodilator and not after it. */
function ranked(newest: readonly Read[], all: readonly Read[]): readonly Read[] {
  const [first] = newest
  const rank = first?.candidate.entry.rank
  if (!first || rank === undefined || first.candidate.time === undefined) return newest
  const day = first.candidate.time.lastDay
  const better = all.filter(
    ({ candidate }) =>
      candidate.time?.lastDay === day && candidate.entry.rank !== undefined && candidate.entry.rank < rank,
  )
  return better.length === 0 ? newest : latest(better)
}

/** Equal once both are in one unit, by the instruments' own table. */
function isSame(a: Value, b: Value, { units }: Leaf): boolean {
  if (a === b) return true
  if (a.kind !== 'value' || b.kind !== 'value') return false
  if (JSON.stringify(a.value) === JSON.stringify(b.value)) return true
  const [one, other] = [a.value, b.value] as readonly Measured[]
  if (typeof one !== 'object' || typeof other !== 'object') return false
  const limits = [one, other].map(({ upperLimit, unit, upperLimitUnit }) =>
    upperLimit === undefined ? undefined : inOneUnit(upperLimit, upperLimitUnit ?? unit, units),
  )
  return (
    one.comparator === other.comparator &&
    tableHas(units) &&
    isEqual(inOneUnit(one.value, one.unit, units), inOneUnit(other.value, other.unit, units)) &&
    isEqual(limits[0], limits[1])
  )
}

interface Measured {
  readonly value: number
  readonly unit: string
  readonly comparator?: string
  readonly upperLimit?: number
  readonly upperLimitUnit?: string
}

const isEqual = (a: number | undefined, b: number | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && Math.abs(a - b) <= NEARLY * Math.max(Math.abs(a), Math.abs(b)))

const NEARLY = 1e-9

const tables = new Map<string, Analyte | undefined>()

/** The analyte that has these units; none where they are never converted. */
function analyteOf(units: readonly string[]): Analyte | undefined {
  const key = units.join(' ')
  if (!tables.has(key)) {
    const all: readonly Analyte[] = Object.values(analytes)
    tables.set(
      key,
      all.find((each) => each.convertible !== false && Object.keys(each.units).join(' ') === key),
    )
  }
  return tables.get(key)
}

const tableHas = (units: readonly string[]): boolean => analyteOf(units) !== undefined

function inOneUnit(value: number, unit: string, units: readonly string[]): number | undefined {
  const analyte = analyteOf(units)
  return analyte && toCanonical(analyte, value, unit)
}

export const nameOf = ({ reference, expression }: Candidate): string => reference ?? expression

function disagreement(leaf: Leaf, reads: readonly Read[], why: string): Issue {
  const names = reads.map(({ candidate }) => `${nameOf(candidate)} (${candidate.time?.written ?? 'no time'})`)
  const text = `${leaf.name}: there are several values, and ${why}: ${names.slice(0, MOST_NAMED).join(', ')}. Which counts cannot be known; send the one that is meant.`
  return {
    status: 422,
    type: 'multiple-matches',
    code: 'observations_disagree',
    text,
    field: leaf.name,
    expression: reads[0]?.candidate.expression,
    reference: reads[0]?.candidate.reference,
  }
}

const MOST_NAMED = 6

function refusalOf(leaf: Leaf, { candidate, value }: Read): Issue {
  const { code, why, member } = value as Extract<Value, { kind: 'refused' }>
  const when = candidate.time === undefined ? '' : `, ${candidate.time.written}`
  return refusedValue(code, `${leaf.name}: the newest value (${nameOf(candidate)}${when}) ${why}. ${OLDER}`, {
    field: leaf.name,
    expression: `${candidate.expression}.${member}`,
    reference: candidate.reference,
  })
}
