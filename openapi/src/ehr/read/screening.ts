/** From a record to the request of a screening: its inputs with their days, its series, and earlier visits. */
import { findCandidates } from './candidates.js'
import type { Collection } from './collect.js'
import type { Asked, Reading, Source } from './draft.js'
import type { Issue, Note } from './issue.js'
import type { ReadingModel } from './model.js'
import { readRecord } from './read.js'
import { Subjects } from './subjects.js'
import { daysBetween, type Time, timeOf } from './time.js'

/** What of a protocol's inputs reading has to know. */
export interface ScreenModel {
  readonly own: ReadingModel
  /** Inputs that must be recent: their days are sent. */
  readonly datable: ReadonlySet<string>
  /** Inputs that may be sent for earlier visits, and how many days back. */
  readonly perVisit: ReadonlySet<string>
  readonly visitDays: number
  /** Two visits of an instrument as inputs: their names, and how the instrument is read. */
  readonly series: readonly { readonly model: ReadingModel; readonly baseline: string; readonly followUp: string }[]
}

export interface ScreenReading {
  readonly inputs: Record<string, unknown>
  readonly dates: Record<string, string>
  readonly visits: readonly { readonly date: string; readonly inputs: object }[]
  readonly sources: readonly Source[]
  /** Who is meant cannot be told, or what was sent cannot be read. */
  readonly issues: readonly Issue[]
  readonly notes: readonly Note[]
  readonly subject: string | undefined
}

const MOST_VISITS = 10

export function readScreening(model: ScreenModel, record: Collection, asked: Asked): ScreenReading {
  const main = readRecord(model.own, record, asked)
  const sources = [...main.sources]
  const notes = [...main.notes]
  const inputs: Record<string, unknown> = { ...main.input }
  for (const { model: of, baseline, followUp } of model.series) {
    if (asked.plain[baseline] !== undefined || asked.plain[followUp] !== undefined) continue
    const series = readRecord(of, record, { ...asked, plain: {}, plainPlaces: new Map() })
    const fault = series.issues.find(({ code }) => code !== 'subject_conflict')
    if (fault) notes.push({ code: 'input_not_used', pointer: `/${baseline}`, message: `${fault.code}: ${fault.text}` })
    else addSeries(inputs, sources, series, { baseline, followUp })
  }
  const dates: Record<string, string> = {}
  for (const { path, time } of main.sources)
    if (model.datable.has(path) && time && time.firstDay === time.lastDay) dates[path] = time.firstDay
  const visits = earlierVisits(model, record, asked, main)
  const issues = main.issues.filter(({ code, status }) => status !== 422 || code === 'subject_conflict')
  for (const issue of main.issues)
    if (!issues.includes(issue))
      notes.push({ code: 'input_not_used', pointer: '', message: `${issue.code}: ${issue.text}` })
  return { inputs, dates, visits, sources, issues, notes, subject: main.subject }
}

function addSeries(
  inputs: Record<string, unknown>,
  sources: Source[],
  { input, sources: of }: Reading,
  names: Readonly<Record<'baseline' | 'followUp', string>>,
): void {
  for (const visit of ['baseline', 'followUp'] as const) {
    if (input[visit] === undefined) continue
    inputs[names[visit]] = input[visit]
    for (const source of of)
      if (source.path.startsWith(`${visit}.`)) sources.push({ ...source, path: names[visit], field: names[visit] })
  }
}

/** Examinations before the newest within the screening period, each as a record that ends with its day. */
function earlierVisits(model: ScreenModel, record: Collection, asked: Asked, main: Reading): ScreenReading['visits'] {
  const { asOf } = asked
  if (!asOf || model.perVisit.size === 0) return []
  const newest = new Set(main.sources.map(({ time }) => time?.lastDay))
  const days = daysOf(model, record, main.subject).filter((time) => {
    const before = daysBetween(time, asOf)
    return before > 0 && before <= model.visitDays
  })
  const distinct = [...new Set(days.map(({ firstDay }) => firstDay))]
    .filter((day) => !newest.has(day))
    .sort()
    .reverse()
  const of: ReadingModel = {
    ...model.own,
    observed: model.own.observed.filter(({ name }) => model.perVisit.has(name)),
    ofPatient: [],
  }
  return distinct.slice(0, MOST_VISITS).flatMap((day) => {
    const until = timeOf(day) as Time
    const { sources, input } = readRecord(of, record, { ...asked, asOf: until, plain: {}, plainPlaces: new Map() })
    const seen = sources.filter(({ time }) => time?.firstDay === day && time.lastDay === day)
    if (seen.length === 0) return []
    return [{ date: day, inputs: Object.fromEntries(seen.map(({ path }) => [path, input[path]])) }]
  })
}

function daysOf({ own, perVisit }: ScreenModel, { held }: Collection, subject: string | undefined): readonly Time[] {
  const subjects = new Subjects(held)
  const { candidates } = findCandidates(held, {
    codes: own.codes,
    fields: perVisit,
    subjects,
    scores: own.codes.scores,
  })
  return candidates.flatMap(({ time, subject: key }) =>
    time && time.firstDay === time.lastDay && key === subject ? [time] : [],
  )
}
