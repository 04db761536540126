/** `POST /v1/panel` as an operation of the gateway: its route and its part of the document. */
import type { Components } from '@activity-scores/shared/document/components'
import type { ExtraOperation } from '@activity-scores/shared/document/document'
import type { Executor } from '@activity-scores/shared/engine/executor'
import { type Lineup, loaded } from '@activity-scores/shared/engine/lineup'
import { panelPaths } from './document.js'
import { PANEL_TAG, panelExecutor } from './executor.js'

export function panel(lineup: Lineup, executors: readonly Executor[]): ExtraOperation {
  return {
    tag: { name: PANEL_TAG, description: 'Several instruments from one pooled set of inputs' },
    executor: panelExecutor(lineup, executors),
    paths: (components: Components) => panelPaths(loaded(lineup), components),
  }
}
