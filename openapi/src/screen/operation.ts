/** `POST /v1/screen/{protocol}` and `GET /v1/protocols` as operations of the gateway, one for each protocol file. */
import type { ExtraOperation } from '@activity-scores/shared/document/document'
import { type InstrumentSet, loaded } from '@activity-scores/shared/engine/instrument-set'
import { armInputs } from './arm-inputs.js'
import { attritionExecutor } from './cohort/attrition.js'
import { rowExecutor } from './cohort/rows.js'
import { screenTable } from './cohort/table.js'
import { attritionPaths, batchPaths } from './cohort-document.js'
import {
  PROTOCOLS_PATH,
  protocolPath,
  protocolPaths,
  protocolSchema,
  protocolSummary,
  screenPaths,
} from './document.js'
import { SCREEN_TAG, screenExecutor } from './executor.js'
import { protocolFiles } from './load.js'

export function screens(
  folders: readonly (string | undefined)[],
  instrumentSet: InstrumentSet,
): readonly ExtraOperation[] {
  const executors = [...protocolFiles(folders)].map(([id, file]) => ({
    id,
    executor: screenExecutor(id, file, instrumentSet),
  }))
  const all = executors.map(({ executor }) => executor)
  return executors.flatMap(({ id, executor }, index): ExtraOperation[] => {
    const first = index === 0
    const protocol = () => executor.plan().protocol
    const screening: ExtraOperation = {
      tag: first ? { name: SCREEN_TAG, description: "A trial's eligibility criteria over the instruments" } : null,
      executor,
      hasBatch: true,
      batchExecutor: rowExecutor(executor, protocol),
      table: async () => screenTable(executor.slug, protocol(), await instrumentSet.all()),
      paths: (components) => ({
        ...screenPaths(executor, loaded(instrumentSet), components),
        ...batchPaths(executor, components),
        ...(first ? protocolPaths(all, components) : {}),
      }),
      pages: {
        ...(first
          ? {
              [`${PROTOCOLS_PATH}/schema.json`]: protocolSchema,
              [PROTOCOLS_PATH]: async () => {
                await instrumentSet.all()
                return { protocols: all.map(protocolSummary) }
              },
            }
          : {}),
        [protocolPath(id)]: {
          parameter: 'arm',
          variants: () => executor.arms(),
          make: async (arm) => {
            const instruments = await instrumentSet.all()
            return arm === undefined ? executor.plan().protocol : armInputs(executor.plan(), arm, instruments)
          },
        },
      },
    }
    const attrition: ExtraOperation = {
      tag: null,
      executor: attritionExecutor(executor, protocol),
      scope: executor.slug,
      bodies: BODIES_OF_COHORT,
      paths: (components) => attritionPaths(executor, components),
    }
    return [screening, attrition]
  })
}

/** Times the body of a call: an array of rows is 8 MiB at most, as that of a batch. */
const BODIES_OF_COHORT = 128
