/** A protocol as reading and answering a record need it; made once for each. */
import type { Instrument } from '@activity-scores/shared/contract/instrument'
import { alternatives, inputSchemaOf, type JsonSchema } from '@activity-scores/shared/engine/json-schema'
import { screenRequest } from '../../screen/answer/request.js'
import type { Plan } from '../../screen/engine/model.js'
import { outlineOf } from '../../screen/engine/rules.js'
import type { ScreenExecutor } from '../../screen/executor.js'
import type { Input, Protocol } from '../../screen/protocol/schema.js'
import type { Codes } from '../codes/codes.js'
import { checkedAnswerable } from '../codes/screen.js'
import { modelOf, readingModel } from '../read/model.js'
import type { ScreenModel } from '../read/screening.js'

export interface Screen {
  readonly id: string
  readonly executor: ScreenExecutor
  readonly codes: Codes
  prepared(): Promise<PreparedScreen>
}

export function screenOf(
  executor: ScreenExecutor,
  id: string,
  codes: Codes,
  instruments: () => Promise<readonly Instrument[]>,
): Screen {
  let made: Promise<PreparedScreen> | undefined
  return {
    id,
    executor,
    codes,
    prepared() {
      made ??= instruments().then((all) => screenModel(executor.plan(), all, codes))
      return made
    },
  }
}

const PERIOD_DAYS = 28

export interface PreparedScreen extends ScreenModel {
  readonly plan: Plan
  /** Readings that a caller may choose. */
  readonly readings: JsonSchema
  /** Whether a record can have all that a criterion asks for, some of it, or nothing. */
  answerable(criterion: string): Answerable
}

type Answerable = 'record' | 'partly' | 'never'

function screenModel(plan: Plan, instruments: readonly Instrument[], codes: Codes): PreparedScreen {
  const { protocol } = plan
  const schema = inputSchemaOf(screenRequest(protocol, instruments))
  const inputs = schema.properties?.['inputs'] ?? {}
  const base = modelOf(`screen-${protocol.id}`, protocol.version, inputs, codes)
  // Nothing that is refused stops a screening: it stays open instead.
  const own = { ...base, entry: { ...base.entry, helps: base.observed.map(({ name }) => name) } }
  const named = Object.entries(protocol.inputs)
  const series = seriesOf(protocol, instruments, codes)
  const mapped = new Set([
    ...base.ofPatient,
    ...base.observed.map(({ name }) => name),
    ...series.flatMap(({ baseline, followUp }) => [baseline, followUp]),
  ])
  return {
    plan,
    answerable: (criterion) => checkedAnswerable(protocol.id, criterion) ?? answerableOf(plan, criterion, mapped),
    own,
    readings: alternatives(schema.properties?.['readings'] ?? {})[0] ?? {},
    datable: new Set(named.flatMap(([name, { window }]) => (window === undefined ? [] : [name]))),
    perVisit: new Set(named.flatMap(([name, input]) => (input.perVisit === true && !('days' in input) ? [name] : []))),
    visitDays: PERIOD_DAYS,
    series,
  }
}

/** By what its rule asks for under the default readings. */
function answerableOf(plan: Plan, criterion: string, mapped: ReadonlySet<string>): Answerable {
  const planned = [...plan.criteria.values()].flat().find(({ definition }) => definition.id === criterion)
  const nodes = planned ? [planned.rule, ...(planned.applies ? [planned.applies] : [])] : []
  const statements = nodes.flatMap((node) => outlineOf(node, plan.defaults).statements)
  const asked = statements
    .flatMap(({ needs }) => needs)
    .filter((name) => plan.isAskedFor(name) && !plan.isFinished(name))
  if (!asked.some((name) => mapped.has(name))) return 'never'
  return asked.every((name) => mapped.has(name)) ? 'record' : 'partly'
}

/** Inputs that are the visits of an instrument: `lungBaseline` is `ild-progression.baseline`. */
function seriesOf({ inputs }: Protocol, instruments: readonly Instrument[], codes: Codes): ScreenModel['series'] {
  const visitOf = (input: Input): readonly [slug: string, visit: string] => {
    const [slug = '', visit = ''] = input.type === 'field' ? input.of.split('.') : []
    return [slug, visit]
  }
  const named = Object.entries(inputs)
  return named.flatMap(([baseline, input]) => {
    const [slug, visit] = visitOf(input)
    if (visit !== 'baseline') return []
    const [followUp] = named.find(([, other]) => visitOf(other).join('.') === `${slug}.followUp`) ?? []
    const instrument = instruments.find((each) => each.slug === slug)
    return instrument && followUp !== undefined ? [{ model: readingModel(instrument, codes), baseline, followUp }] : []
  })
}
