/** A protocol as reading and answering a record need it; made once for each. */
import type { Instrument } from '@activity-scores/shared/contract/instrument'
import { alternatives, inputSchemaOf, type JsonSchema } from '@activity-scores/shared/engine/json-schema'
import { screenRequest } from '../../screen/answer/request.js'
import type { Plan } from '../../screen/engine/model.js'
import type { ScreenExecutor } from '../../screen/executor.js'
import type { Input, Protocol } from '../../screen/protocol/schema.js'
import type { Codes } from '../codes/codes.js'
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
}

function screenModel(plan: Plan, instruments: readonly Instrument[], codes: Codes): PreparedScreen {
  const { protocol } = plan
  const schema = inputSchemaOf(screenRequest(protocol, instruments))
  const inputs = schema.properties?.['inputs'] ?? {}
  const base = modelOf(`screen-${protocol.id}`, protocol.version, inputs, codes)
  // Nothing that is refused stops a screening: it stays open instead.
  const own = { ...base, entry: { ...base.entry, helps: base.observed.map(({ name }) => name) } }
  const named = Object.entries(protocol.inputs)
  return {
    plan,
    own,
    readings: alternatives(schema.properties?.['readings'] ?? {})[0] ?? {},
    datable: new Set(named.flatMap(([name, { window }]) => (window === undefined ? [] : [name]))),
    perVisit: new Set(named.flatMap(([name, input]) => (input.perVisit === true && !('days' in input) ? [name] : []))),
    visitDays: PERIOD_DAYS,
    series: seriesOf(protocol, instruments, codes),
  }
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
