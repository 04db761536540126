/** `POST /v1/panel`, its batch and its series as operations of the gateway: their routes and their part of the document. */
import type { Components } from '@activity-scores/shared/document/components'
import type { ExtraOperation } from '@activity-scores/shared/document/document'
import type { Executor } from '@activity-scores/shared/engine/executor'
import { type InstrumentSet, loaded } from '@activity-scores/shared/engine/instrument-set'
import { BODIES_OF_SERIES } from '@activity-scores/shared/engine/series/visits'
import { panelCore } from './core.js'
import { panelPaths } from './document.js'
import { PANEL_TAG, panelExecutor } from './executor.js'
import { panelSeriesExecutor } from './series.js'
import { panelSeriesPaths } from './series-document.js'

export function panel(instrumentSet: InstrumentSet, executors: readonly Executor[]): readonly ExtraOperation[] {
  const core = panelCore(instrumentSet, executors)
  return [
    {
      tag: { name: PANEL_TAG, description: 'Several instruments from one pooled set of inputs' },
      executor: panelExecutor(instrumentSet, core),
      hasBatch: true,
      paths: (components: Components) => panelPaths(loaded(instrumentSet), components),
    },
    {
      tag: null,
      executor: panelSeriesExecutor(instrumentSet, core),
      scope: PANEL_TAG,
      bodies: BODIES_OF_SERIES,
      paths: (components: Components) => panelSeriesPaths(loaded(instrumentSet), components),
    },
  ]
}
