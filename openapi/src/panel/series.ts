/**
 * `POST /v1/panel/series`: several instruments over one list of visits. Each visit is a panel; what changed between visits is
 * told instrument by instrument, as in the series of each (decision 105).
 */
import type { Fault, Instrument } from '@activity-scores/shared/contract/instrument'
import { type Answer, type CallContext, type Executor, refuse } from '@activity-scores/shared/engine/executor'
import type { InstrumentSet } from '@activity-scores/shared/engine/instrument-set'
import { parseBody } from '@activity-scores/shared/engine/json'
import { outcomeOf } from '@activity-scores/shared/engine/kept'
import { inputProblem } from '@activity-scores/shared/engine/problems'
import {
  type Change,
  type ComparedVisit,
  type Comparing,
  changeOf,
  comparedVisit,
  linesOfChange,
  type Pair,
  pairsOf,
  writeChange,
  writePair,
  writeStatus,
} from '@activity-scores/shared/engine/series/changes'
import { comparesVisits } from '@activity-scores/shared/engine/series/comparison'
import { comparingFor } from '@activity-scores/shared/engine/series/executor'
import { type Dated, inOrderOfDays, ofOnePatient, visitsOf } from '@activity-scores/shared/engine/series/visits'
import { type CallSteps, stepped } from '@activity-scores/shared/engine/steps-of-calls'
import { compileValidator, type Validate } from '@activity-scores/shared/engine/validate'
import type { Outcome } from '@activity-scores/shared/language/outcome'
import * as z from 'zod'
import {
  answerPool,
  askedOf,
  type CompiledPanel,
  type PanelCore,
  type PanelParts,
  type PoolWork,
  workOf,
} from './core.js'
import { PANEL_TAG, written } from './executor.js'
import { type PanelRequest, panelOptions, pooledInputs } from './request.js'

const SERIES_TAG = `${PANEL_TAG}/series`
export const PANEL_SERIES_PATH = `/v1/${SERIES_TAG}`

/** Results of one request: a few names would else ask for thousands of them. */
const MOST_RESULTS = 600

interface PanelVisit extends Dated {
  readonly inputs: PanelRequest['inputs']
}

interface PanelSeries extends Pick<PanelRequest, 'instruments' | 'derive'> {
  readonly visits: readonly PanelVisit[]
}

export const panelSeriesRequest = (slugs: readonly string[]) =>
  z.strictObject({
    visits: visitsOf({ inputs: pooledInputs }),
    ...panelOptions(slugs),
  }) as unknown as z.ZodType<PanelSeries> // the enum of slugs is known at start, not when compiling

interface Compiled {
  readonly validate: Validate<PanelSeries>
  /** Instruments of one visit, by slug. */
  readonly comparing: ReadonlyMap<string, Comparing>
  readonly panel: CompiledPanel
}

export function panelSeriesExecutor({ slugs }: InstrumentSet, core: PanelCore): Executor {
  let compiled: Compiled | undefined
  const compile = (panel: CompiledPanel): Compiled => {
    if (compiled) return compiled
    const { instruments } = panel
    const ofOneVisit = instruments.filter((instrument) => !comparesVisits(instrument))
    const comparing = new Map(
      ofOneVisit.map((instrument) => [instrument.slug, comparingFor(instrument, instruments, core.executorOf)]),
    )
    const rules = [inOrderOfDays, ofOnePatient('inputs'), oneVisitEach(instruments)]
    compiled = {
      panel,
      comparing,
      validate: compileValidator<PanelSeries>({ request: panelSeriesRequest(slugs), rules }),
    }
    return compiled
  }
  const fromValue = (body: unknown, context: CallContext): Answer | Promise<Answer> =>
    core.use((panel) => {
      const known = compile(panel)
      const validated = known.validate(body)
      if (!validated.ok) return refuse(inputProblem('invalid_input', PANEL_SERIES_PATH, validated.faults))
      const work = workOf(
        panel,
        core,
        [...known.comparing.keys()],
        { ...context, keepsOutcome: true },
        PANEL_SERIES_PATH,
      )
      return stepped(answerSeries(work, known, validated.input, context), context)
    })
  return {
    slug: SERIES_TAG,
    async prepare() {
      await core.prepare()
      await core.use(compile)
    },
    fromValue,
    fromBytes(body, context) {
      const parsed = parseBody(body)
      return parsed.ok
        ? fromValue(parsed.value, context)
        : refuse(inputProblem(parsed.code, PANEL_SERIES_PATH, parsed.faults))
    },
  }
}

/** What compares visits is told with what it compares. */
const oneVisitEach = (instruments: readonly Instrument[]) => ({
  fields: ['instruments', 'visits'],
  says: 'Instruments that compare visits are not named: their answers stand under `changes`.',
  check: ({ instruments: named, visits }: PanelSeries): readonly Fault[] => [
    ...(named ?? []).flatMap((slug, i) => {
      const instrument = instruments.find((each) => each.slug === slug)
      if (!instrument || !comparesVisits(instrument)) return []
      const bringing = instruments.filter(({ changes = [] }) => changes.some(({ by }) => by === slug))
      const where =
        bringing.length > 0
          ? `Its answer stands under changes with ${bringing.map((each) => each.slug).join(', ')}; leave it out.`
          : `No series brings it: send POST /v1/${slug} with baseline and followUp.`
      return [
        {
          pointer: `/instruments/${i}`,
          code: 'not_allowed_value',
          message: `${slug} compares visits itself. ${where}`,
        },
      ]
    }),
    ...tooMany(visits.length, named?.length ?? 0),
  ],
})

const tooMany = (visits: number, instruments: number): readonly Fault[] =>
  visits * instruments <= MOST_RESULTS ? [] : [TOO_MANY]
const TOO_MANY: Fault = {
  pointer: '/visits',
  code: 'too_many_results',
  message: `The visits and instruments make more than ${MOST_RESULTS} results. Name fewer instruments, or send the visits in parts.`,
}

const tooManyResults = (): Answer => refuse(inputProblem('invalid_input', PANEL_SERIES_PATH, [TOO_MANY]))

/** A visit with what each instrument made of it. */
interface AnsweredVisit extends Dated {
  readonly answer: Answer
  readonly compared: ReadonlyMap<string, ComparedVisit>
}

function* answerSeries(
  work: PoolWork,
  { comparing }: Compiled,
  { visits, instruments, derive }: PanelSeries,
  context: CallContext,
): CallSteps<Answer> {
  const least = visits.reduce((sum, { inputs }) => sum + askedOf(work, { inputs, instruments }).length, 0)
  if (least > MOST_RESULTS) return tooManyResults()
  const answered: AnsweredVisit[] = []
  let rows = 0
  for (const { date, inputs } of visits) {
    const parts = (yield answerPool(work, { inputs, instruments, derive })) as PanelParts | Answer
    const answer = written(parts, context)
    rows += answer.rows ?? 1
    if (rows > MOST_RESULTS) return tooManyResults()
    answered.push({
      date,
      answer,
      compared: 'body' in parts ? new Map() : yield* comparedOf(work, comparing, date, inputs, parts),
    })
  }
  const changes: string[] = []
  const lines: string[] = []
  let isAscii = answered.every(({ answer }) => answer.isAscii === true)
  for (const pair of pairsOf(answered.length)) {
    const [earlier, later] = [answered[pair.earlier], answered[pair.later]] as [AnsweredVisit, AnsweredVisit]
    const of = yield* changesOf(comparing, earlier, later, context)
    for (const [, { measures }] of of)
      for (const { answer } of measures) {
        if (!answer) continue
        rows++
        isAscii &&= answer.isAscii === true
      }
    changes.push(writeChanges(pair, earlier, later, of))
    for (const [slug, change] of of) lines.push(...linesOfChange(`${earlier.date} to ${later.date} ${slug}`, change))
  }
  if (context.form === 'text') return textAnswer(answered, lines, rows)
  const results = answered.map(({ date, answer }) => `{"date":"${date}",${writeStatus(answer)}}`)
  const body = `{"visits":[${results.join(',')}],"changes":[${changes.join(',')}]}`
  return { status: 200, type: 'application/json; charset=utf-8', body, isAscii, rows }
}

/** A service answers with text, which may have to be asked for again. */
function* comparedOf(
  work: PoolWork,
  all: Compiled['comparing'],
  date: string,
  sent: PanelVisit['inputs'],
  { slugs, answers, filled }: PanelParts,
): CallSteps<ReadonlyMap<string, ComparedVisit>> {
  const pool = filled?.inputs ?? sent
  const compared = new Map<string, ComparedVisit>()
  for (const [i, slug] of slugs.entries()) {
    const comparing = all.get(slug)
    if (!comparing) continue
    const askInFull = () => work.compute(slug, pool, { ...work.context, form: 'full' })
    const outcome = (yield outcomeOf(answers[i] as Answer, askInFull)) as Outcome | undefined
    compared.set(slug, comparedVisit(comparing, { date, input: work.projection.of(slug, pool), outcome }))
  }
  return compared
}

type Changes = readonly (readonly [string, Change])[]

/** Of each instrument that was asked at both visits and has something to compare. */
function* changesOf(
  comparing: ReadonlyMap<string, Comparing>,
  earlier: AnsweredVisit,
  later: AnsweredVisit,
  context: CallContext,
): CallSteps<Changes> {
  const changes: [string, Change][] = []
  for (const [slug, to] of later.compared) {
    const from = earlier.compared.get(slug)
    const each = comparing.get(slug)
    if (!from || !each) continue
    const change = yield* changeOf(each, from, to, context)
    if (change.difference.score || change.difference.reasons.length > 0 || change.measures.length > 0)
      changes.push([slug, change])
  }
  return changes
}

function writeChanges(pair: Pair, earlier: Dated, later: Dated, changes: Changes): string {
  const of = changes.map(([slug, change]) => `"${slug}":{${writeChange(change)}}`)
  return `{${writePair(pair, earlier.date, later.date)},"instruments":{${of.join(',')}}}`
}

function textAnswer(answered: readonly AnsweredVisit[], changes: readonly string[], rows: number): Answer {
  const visits = answered.flatMap(({ date, answer }) =>
    (answer.status === 200
      ? String(answer.body).trimEnd()
      : (JSON.parse(String(answer.body)) as { readonly detail: string }).detail
    )
      .split('\n')
      .map((line) => `${date}: ${line}`),
  )
  const body = [...visits, ...changes].map((line) => `${line}\n`).join('')
  return { status: 200, type: 'text/plain; charset=utf-8', body, rows }
}
