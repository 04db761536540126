/** `POST /v1/panel` as an operation of the gateway: its route and its part of the document. */
import type { Components, ExtraOperation } from '@activity-scores/shared/document'
import type { Executor } from '@activity-scores/shared/executor'
import type { Instrument } from '@activity-scores/shared/instrument'
import { panelPaths } from './panel-document.js'
import { PANEL_TAG, panelExecutor } from './panel-executor.js'

export function panel(instruments: readonly Instrument[], executors: readonly Executor[]): ExtraOperation {
  return {
    tag: { name: PANEL_TAG, description: 'Several instruments from one pooled set of inputs' },
    executor: panelExecutor(instruments, executors),
    paths: (components: Components) => panelPaths(instruments, components),
  }
}
