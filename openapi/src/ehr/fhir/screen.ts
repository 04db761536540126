/** `POST /fhir/$screen-<protocol>`: a trial's criteria from a record. What decides is the screening of the JSON face. */
import type { Answer, CallContext, Executor } from '@activity-scores/shared/engine/executor'
import { parseBody } from '@activity-scores/shared/engine/json'
import type { JsonSchema } from '@activity-scores/shared/engine/json-schema'
import { type Problem, problem } from '@activity-scores/shared/engine/problems'
import type { Screening } from '../../screen/answer/model.js'
import type { Collection } from '../read/collect.js'
import type { Asked } from '../read/draft.js'
import { type Issue, malformed } from '../read/issue.js'
import { membersOf, onlyValue, type Part, partsOf, propertiesOf } from '../read/plain.js'
import { EVIDENCE_TYPES, READ_TYPES, readRequest } from '../read/request.js'
import { readScreening, type ScreenReading } from '../read/screening.js'
import { resource } from './operation.js'
import { issuesOf, refusal, writeRefusal } from './outcome.js'
import { screenedParameters } from './screen-answer.js'
import type { PreparedScreen, Screen } from './screen-model.js'

export function screenOperation(screen: Screen): Executor {
  const path = `/fhir/$screen-${screen.id}`
  const fromValue = async (body: unknown, context: CallContext): Promise<Answer> =>
    answer(screen, await screen.prepared(), body, context)
  return {
    slug: screen.executor.slug,
    fromValue,
    fromBytes(body, context) {
      const parsed = parseBody(body)
      return parsed.ok
        ? fromValue(parsed.value, context)
        : writeRefusal(problem(parsed.code, path, parsed.faults[0]?.message ?? ''))
    },
  }
}

const OWN: ReadonlySet<string> = new Set(['arm', 'readings'])
const ALL_TYPES: ReadonlySet<string> = new Set([...READ_TYPES, ...EVIDENCE_TYPES])

async function answer(screen: Screen, model: PreparedScreen, body: unknown, context: CallContext): Promise<Answer> {
  const { record, asked, issues, others } = readRequest(body, model.own, ALL_TYPES, OWN)
  const draft: Issue[] = [...issues]
  const arm = armOf(others, draft)
  const readings = readingsOf(others, model.readings, draft)
  if (!asked.asOf)
    draft.push(
      malformed(
        'wrong_value_type',
        '"asOf" is needed: the day of the decision. No clock is read.',
        "Parameters.parameter.where(name='asOf')",
      ),
    )
  if (draft.length > 0 || record.issues.length > 0) return refusal([...draft, ...record.issues])
  const done = await screened(screen, model, { record, asked, arm, readings }, context)
  if (!done.ok) return done.answer
  return resource(screenedParameters({ screen, model, record, ...done }))
}

function armOf(others: ReadonlyMap<string, readonly Part[]>, issues: Issue[]): string {
  const [part, ...more] = others.get('arm') ?? []
  if (!part || more.length > 0) {
    issues.push(
      malformed(
        'wrong_value_type',
        '"arm" is needed, once: the arm of the trial.',
        "Parameters.parameter.where(name='arm')",
      ),
    )
    return ''
  }
  return String(onlyValue(part, ['valueCode', 'valueString'], issues))
}

function readingsOf(
  others: ReadonlyMap<string, readonly Part[]>,
  schema: JsonSchema,
  issues: Issue[],
): object | undefined {
  const [part] = others.get('readings') ?? []
  if (!part) return undefined
  return membersOf(partsOf(part, issues), propertiesOf(schema), issues)
}

export interface ScreenCall {
  readonly record: Collection
  readonly asked: Asked
  readonly arm: string
  readonly readings: object | undefined
}

export type Screened =
  | { readonly ok: true; readonly screening: Screening; readonly reading: ScreenReading }
  | { readonly ok: false; readonly answer: Answer; readonly issues: readonly Issue[] }

/** The screening of what a record holds, by the executor of the JSON face. */
export async function screened(
  { executor }: Screen,
  model: PreparedScreen,
  { record, asked, arm, readings }: ScreenCall,
  { requestId, caller, span }: CallContext,
): Promise<Screened> {
  const reading = readScreening(model, record, asked)
  if (reading.issues.length > 0) return { ok: false, answer: refusal(reading.issues), issues: reading.issues }
  const { inputs, dates, visits } = reading
  const request = {
    arm,
    asOf: asked.asOf?.lastDay,
    inputs,
    ...(Object.keys(dates).length > 0 ? { dates } : {}),
    ...(visits.length > 0 ? { visits } : {}),
    ...(readings ? { readings } : {}),
  }
  const given = await executor.fromValue(request, { form: 'full', requestId, caller, span })
  const text = String(given.body)
  if (given.status === 200) return { ok: true, screening: JSON.parse(text) as Screening, reading }
  const issues = issuesOf(JSON.parse(text) as Problem, (pointer) => placeOf(reading, pointer))
  return { ok: false, answer: refusal(issues, given.retryAfter), issues }
}

function placeOf({ sources }: ScreenReading, pointer: string): string | undefined {
  const [, holder, name] = pointer.split('/')
  return holder === 'inputs' ? sources.find(({ path }) => path.split('.')[0] === name)?.expression : undefined
}
