/** `POST /v1/screen/{protocol}` and `GET /v1/protocols` as operations of the gateway, one for each protocol file. */
import type { ExtraOperation } from '@activity-scores/shared/document/document'
import { type InstrumentSet, loaded } from '@activity-scores/shared/engine/instrument-set'
import { PROTOCOLS_PATH, protocolPath, protocolPaths, protocolSummary, screenPaths } from './document.js'
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
  return executors.map(({ id, executor }, index) => {
    const first = index === 0
    return {
      tag: first ? { name: SCREEN_TAG, description: "A trial's eligibility criteria over the instruments" } : null,
      executor,
      paths: (components) => ({
        ...screenPaths(executor, loaded(instrumentSet), components),
        ...(first ? protocolPaths(all, components) : {}),
      }),
      pages: {
        ...(first
          ? {
              [PROTOCOLS_PATH]: async () => {
                await instrumentSet.all()
                return { protocols: all.map(protocolSummary) }
              },
            }
          : {}),
        [protocolPath(id)]: async () => {
          await instrumentSet.all()
          return executor.plan().protocol
        },
      },
    }
  })
}
