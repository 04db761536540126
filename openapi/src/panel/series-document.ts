/** The part of the document that is about series of panels; its example is answered by the real code. */

import type { Instrument } from '@activity-scores/shared/contract/instrument'
import { pascalCase } from '@activity-scores/shared/contract/result-schema'
import type { Components } from '@activity-scores/shared/document/components'
import { commonProblems, fullAndMinimal, problemResponse, requestHeaders } from '@activity-scores/shared/document/parts'
import { answeredVisits, BETWEEN, CHANGE, closed, visitList } from '@activity-scores/shared/document/series'
import { type Executor, embed } from '@activity-scores/shared/engine/executor'
import { instrumentSetOf } from '@activity-scores/shared/engine/instrument-set'
import { type JsonSchema, toJsonSchema } from '@activity-scores/shared/engine/json-schema'
import { panelCore } from './core.js'
import { visitsFromJoints } from './examples.js'
import { PANEL_TAG } from './executor.js'
import { PANEL_SERIES_PATH, panelSeriesExecutor, panelSeriesRequest } from './series.js'

const examples = {
  'two-visits': {
    summary: 'Two visits from what was measured: scores, changes and the EULAR response',
    value: visitsFromJoints,
  },
  'whatever-fits': {
    summary: 'No instruments named: every one that uses an input answers',
    value: { visits: visitsFromJoints.visits.map(({ date, inputs }) => ({ date, inputs: { esr: inputs.esr } })) },
  },
  'one-is-open': {
    summary: 'A visit of which nothing is known leaves its gap',
    value: {
      instruments: ['cdai'],
      visits: [...visitsFromJoints.visits.slice(0, 1), { date: '2026-07-13', inputs: {} }],
    },
  },
}

export function panelSeriesPaths(
  instruments: readonly Instrument[],
  components: Components,
): Readonly<Record<string, object>> {
  const set = instrumentSetOf(instruments)
  const executor = panelSeriesExecutor(set, panelCore(set, instruments.map(embed)))
  const { request, full, minimal } = schemasOf(set.slugs, components)
  return {
    [PANEL_SERIES_PATH]: {
      post: {
        operationId: 'panel-series',
        tags: [PANEL_TAG],
        summary: 'Several instruments over the visits of one patient',
        description: [
          'Each visit is a panel of its own, with the same `instruments` and `derive`; what changed stands under `changes`, instrument by instrument, as in the series of each. Days, sex, birth date and age are held to one patient as there.',
          'Instruments that compare visits are not named: where the DAS28 is asked for, the EULAR response comes with it. A series counts as many rows as results, at most 600.',
        ].join('\n'),
        parameters: requestHeaders(components),
        requestBody: { required: true, content: { 'application/json': { schema: request, examples } } },
        responses: {
          '200': {
            description: 'A panel or a problem for each visit, and the changes',
            content: {
              'application/json': {
                ...fullAndMinimal(full, minimal),
                examples: {
                  'one-is-open': {
                    summary: examples['one-is-open'].summary,
                    value: answered(executor, examples['one-is-open'].value),
                  },
                },
              },
              'text/plain': { schema: { type: 'string', description: 'A line for each result, and for each change' } },
            },
          },
          ...commonProblems(components),
          '422': problemResponse('invalid_input', PANEL_SERIES_PATH, 'visits.1 is earlier than the visit before.'),
        },
      },
    },
  }
}

/** Schemas of a request, and of its answer in full and in short. */
function schemasOf(slugs: readonly string[], components: Components) {
  const { properties: { instruments: named, derive } = {} } = toJsonSchema(panelSeriesRequest(slugs), 'input')
  const inputs: JsonSchema = { $ref: '#/components/schemas/PooledInputs' }
  const request = components.put('PanelSeriesInput', {
    type: 'object',
    properties: {
      visits: visitList({ inputs }),
      ...(named && { instruments: named }),
      ...(derive && { derive }),
    },
    required: ['visits'],
    additionalProperties: false,
  })
  const change = components.put(
    `${pascalCase(PANEL_TAG)}SeriesChange`,
    closed({
      ...BETWEEN,
      instruments: { type: 'object', additionalProperties: closed(CHANGE), description: 'By slug' },
    }),
  )
  const answer = (of: string): JsonSchema =>
    closed({
      visits: answeredVisits(components, { $ref: `#/components/schemas/${of}` }),
      changes: { type: 'array', items: change },
    })
  return {
    request,
    full: components.put('PanelSeriesResult', answer('PanelResult')),
    minimal: components.put('PanelMinimalSeriesResult', answer('PanelMinimalResult')),
  }
}

function answered(executor: Executor, body: unknown): unknown {
  const done = executor.fromValue(body, { form: 'full', requestId: '', inOneTurn: true })
  if (done instanceof Promise) throw new Error('embedded executors answer at once')
  return JSON.parse(String(done.body))
}
