/** `POST /v1/panel` and its batch as an operation of the gateway: its route and its part of the document. */
import type { Components } from '@activity-scores/shared/document/components'
import type { ExtraOperation } from '@activity-scores/shared/document/document'
import type { Executor } from '@activity-scores/shared/engine/executor'
import { type InstrumentSet, loaded } from '@activity-scores/shared/engine/instrument-set'
import { panelPaths } from './document.js'
import { PANEL_TAG, panelExecutor } from './executor.js'

export function panel(instrumentSet: InstrumentSet, executors: readonly Executor[]): ExtraOperation {
  return {
    tag: { name: PANEL_TAG, description: 'Several instruments from one pooled set of inputs' },
    executor: panelExecutor(instrumentSet, executors),
    hasBatch: true,
    paths: (components: Components) => panelPaths(loaded(instrumentSet), components),
  }
}
