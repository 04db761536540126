/** The cohort's part of the OpenAPI document: rows of a screening, and attrition. */
import { pascalCase } from '@activity-scores/shared/contract/result-schema'
import { lines, list, ROWS_OF_LINES, rowList, rowSchemas, text } from '@activity-scores/shared/document/batch'
import type { Components } from '@activity-scores/shared/document/components'
import {
  batchHeaders,
  batchProblems,
  commonProblems,
  fullAndMinimal,
  problemResponse,
  requestHeaders,
} from '@activity-scores/shared/document/parts'
import type { JsonSchema } from '@activity-scores/shared/engine/json-schema'
import { batchPathOf } from '@activity-scores/shared/engine/rows/limits'
import { SCREEN_TAG, type ScreenExecutor, screenPath } from './executor.js'

const ARM = {
  name: 'arm',
  in: 'query',
  required: false,
  description: 'Arm of every row that names none; `all` screens for each of them',
} as const

export function batchPaths(executor: ScreenExecutor, components: Components): Readonly<Record<string, object>> {
  const { id, title, arms } = executor.plan().protocol
  const name = `Screen${pascalCase(id)}`
  const ids = [...arms.map((arm) => arm.id), 'all']
  const ofRow = rowParts(name, ids, components)
  const rows = arms.slice(0, 2).map((arm, i) => ({ id: `p${i + 1}`, input: { arm: arm.id, ...NOBODY } }))
  const refused = [{ id: 7, input: { arm: arms[0]?.id, ...NOBODY, visits: [{ date: '2026-03-02', inputs: {} }] } }]
  const several = [{ id: 'p1', input: { arms: arms.slice(0, 2).map((arm) => arm.id), ...NOBODY } }]
  const answered = (cohort: readonly { readonly id: string; readonly input: object }[]) =>
    cohort.map(({ id: row, input }) => ({ id: row, status: 200, result: answerTo(executor, input) }))
  return {
    [batchPathOf(executor.slug)]: {
      post: {
        operationId: `screen-${id}-batch`,
        tags: [SCREEN_TAG],
        summary: `${title}: many patients in one request`,
        description: `Every row is answered as by \`${screenPath(id)}\` and fails alone; see "Batches" above. A row names its \`arm\`, or several as \`arms\` (a list, or \`"all"\`: then its result is \`{ "arms": { … } }\` and counts as many rows), or leaves it to \`?arm=\`. In short it has what \`detail: "open"\` leaves. Columns of a table are the inputs by their names (\`wbc\`, \`wbc_unit\`), \`arm\` or \`arms\`, \`asOf\`, \`undated\`, days (\`dates.wbc\`) and readings (\`readings.A2\`); lists of objects are cells of JSON.`,
        parameters: [...batchHeaders(components), { ...ARM, schema: { type: 'string', enum: ids } }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: rowList(ofRow.request),
              examples: {
                cohort: { summary: 'Verdicts alone, of patients of whom nothing is known', value: rows },
                refused: { summary: 'A row that is refused alone', value: refused },
                several: { summary: 'Several arms in one row', value: several },
              },
            },
            'application/x-ndjson': text(ROWS_OF_LINES, lines(rows.map((row) => JSON.stringify(row)))),
            'text/csv': text('The first line names the columns; an empty cell is a missing value', tableOf(executor)),
          },
        },
        responses: {
          '200': {
            description: 'An answer to each row, in the order of the rows',
            content: {
              'application/json': {
                ...fullAndMinimal(list(ofRow.answer), list(ofRow.minimal)),
                examples: { cohort: { summary: 'Verdicts alone', value: answered(rows) } },
              },
              'application/x-ndjson': text('One answer a line, each as in an array'),
              'text/csv': text(
                'id, status, arm, verdict, validUntil, against, open, nextInputs, conflicts, collisions, text, problem',
              ),
              'text/plain': text('One line a row'),
            },
          },
          ...commonProblems(components),
          ...batchProblems(components),
        },
      },
    },
  }
}

/** A row chooses its own `detail`, and may be for several arms. */
function rowParts(name: string, arms: readonly string[], components: Components): ReturnType<typeof rowSchemas> {
  const [whole, brief, minimal] = [`${name}Result`, `${name}BriefResult`, `${name}MinimalResult`]
  rowInput(name, arms, components)
  return rowSchemas(name, components, {
    input: `${name}RowInput`,
    results: [whole, brief, severalArms(`${name}Arms`, [whole, brief], components)],
    minimal: `${name}Minimal`,
    minimals: [minimal, severalArms(`${name}MinimalArms`, [minimal], components)],
  })
}

/** The request of a row: it may leave its arm to the address, or name several. */
function rowInput(name: string, arms: readonly string[], components: Components): void {
  const single = components.schemas[`${name}Input`] ?? {}
  const one = { type: 'string', enum: arms }
  components.put(`${name}RowInput`, {
    ...single,
    properties: {
      ...single.properties,
      arms: {
        anyOf: [{ type: 'array', minItems: 1, items: one }, one, { type: 'null' }],
        description: 'Several arms instead of `arm`, or `all`; it counts as many rows',
      },
    },
    required: (single.required ?? []).filter((field) => field !== 'arm'),
  })
}

/** What a row of several arms is answered with. */
function severalArms(name: string, results: readonly string[], components: Components): string {
  const refs = results.map((result) => ({ $ref: `#/components/schemas/${result}` }))
  components.put(`${name}Result`, {
    type: 'object',
    properties: { arms: { type: 'object', additionalProperties: refs.length === 1 ? refs[0] : { anyOf: refs } } },
    required: ['arms'],
    additionalProperties: false,
  })
  return `${name}Result`
}

/** A patient of whom one thing is known. */
function tableOf(executor: ScreenExecutor): string {
  const { arms, inputs } = executor.plan().protocol
  const [known = ''] = Object.keys(inputs).filter((name) => inputs[name]?.type === 'boolean')
  return lines([`id,arm,asOf,detail,${known}`, `p1,${arms[0]?.id},${NOBODY.asOf},verdict,true`])
}

const NOBODY = { asOf: '2026-03-01', inputs: {}, detail: 'verdict' }

function answerTo(executor: ScreenExecutor, input: object): unknown {
  const answer = executor.fromValue(input, { form: 'full', requestId: '' })
  if (answer instanceof Promise) throw new Error('an embedded executor answers at once')
  return JSON.parse(String(answer.body))
}

/** The table of a cohort of which every row was refused. */
function nobodyScreened(executor: ScreenExecutor, arm: string | undefined): object {
  const { id, version, criteria } = executor.plan().protocol
  const none = { falls: 0, left: 0, failedAlone: 0, openAlone: 0, notApplicable: 0 }
  return {
    ...{
      protocol: id,
      version,
      arm,
      screened: 0,
      refused: 1,
      otherArm: 0,
      eligible: 0,
      ineligible: 0,
      undetermined: 0,
      contradicted: 0,
    },
    criteria: criteria
      .filter(({ arms, within }) => within === undefined && (arms?.includes(arm ?? '') ?? true))
      .map(({ id: own, kind, title }) => ({ id: own, kind, title, ...none })),
  }
}

const number = { type: 'integer', minimum: 0 }

/** How many fall where: the same for each protocol. */
function attritionTable(components: Components): JsonSchema {
  const counts = ['falls', 'left', 'failedAlone', 'openAlone', 'notApplicable']
  const strict = (properties: object) => ({
    type: 'object',
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
  })
  const fall = strict({
    id: { type: 'string' },
    kind: { type: 'string', enum: ['inclusion', 'exclusion'] },
    title: { type: 'string' },
    ...Object.fromEntries(counts.map((name) => [name, number])),
  })
  return components.put(
    'Attrition',
    strict({
      ...Object.fromEntries(['protocol', 'version', 'arm'].map((name) => [name, { type: 'string' }])),
      ...Object.fromEntries(
        ['screened', 'refused', 'otherArm', 'eligible', 'ineligible', 'undetermined', 'contradicted'].map((name) => [
          name,
          number,
        ]),
      ),
      criteria: { type: 'array', items: fall },
    }) as JsonSchema,
  )
}

export function attritionPaths(executor: ScreenExecutor, components: Components): Readonly<Record<string, object>> {
  const { id, title, arms } = executor.plan().protocol
  const path = `${screenPath(id)}/attrition`
  const arm = arms[0]?.id
  const table = attritionTable(components)
  return {
    [path]: {
      post: {
        operationId: `screen-${id}-attrition`,
        tags: [SCREEN_TAG],
        summary: `${title}: how many of a cohort fall at which criterion`,
        description:
          'Each patient is counted at the first criterion of the protocol that decides against (`falls`, `left`), and at every criterion by itself (`failedAlone`, `openAlone`, `notApplicable`). Rows are as in a batch, for the one `arm` of the table, which a row may leave out: one that names another is refused, and so is one with `arms`. What is refused is counted as `refused`, and in no other count; `otherArm` tells how many of these name another arm.',
        parameters: requestHeaders(components),
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                properties: {
                  arm: { type: 'string', enum: arms.map((arm) => arm.id) },
                  rows: { type: 'array', minItems: 1, maxItems: 10_000, items: { type: 'object' } },
                },
                required: ['arm', 'rows'],
              },
              examples: {
                nobody: { summary: 'A patient of whom nothing is known', value: { arm, rows: [{ input: NOBODY }] } },
                refused: { summary: 'A row that is refused is counted', value: { arm, rows: [{ input: {} }] } },
                several: {
                  summary: 'Rows with their names, as in a batch',
                  value: {
                    arm,
                    rows: [
                      { id: 'p1', input: NOBODY },
                      { id: 'p2', input: {} },
                    ],
                  },
                },
              },
            },
          },
        },
        responses: {
          '200': {
            description: 'The table',
            content: {
              'application/json': {
                ...fullAndMinimal(table, table),
                examples: { refused: { summary: 'Nobody is screened', value: nobodyScreened(executor, arm) } },
              },
              'text/csv': text('A line a criterion'),
              'text/markdown': text('A table'),
              'text/plain': text('One line'),
            },
          },
          ...commonProblems(components),
          '422': problemResponse('invalid_input', path, 'arm is required.'),
        },
      },
    },
  }
}
