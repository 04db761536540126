/** The compute routes of every executor, and what they share: who is let in, the clocks of bodies, worker threads. */
import type { FastifyInstance } from 'fastify'
import { type Executor, pathOf } from '../../engine/executor.js'
import type { InstrumentSet } from '../../engine/instrument-set.js'
import { batchPathOf } from '../../engine/rows/limits.js'
import { type TableShape, tableOf } from '../../engine/rows/table-shape.js'
import { type Companions, seriesExecutor } from '../../engine/series/executor.js'
import { BODIES_OF_SERIES, seriesPathOf } from '../../engine/series/visits.js'
import type { Observer } from '../../telemetry/observe.js'
import type { Admission } from './admission.js'
import type { Relay } from './batch/relay.js'
import { mountBatch } from './batch/route.js'
import { startThreads } from './batch/threads.js'
import { mountDirect } from './call.js'
import type { Clocks } from './receive.js'

export interface MountedOperation {
  readonly executor: Executor
  readonly hasBatch?: boolean
  /** What it is called in scopes, where it is not its slug. */
  readonly scope?: string
  /** How many times the body limit of other calls its bodies may have. */
  readonly bodies?: number
  /** What answers rows of it, where that is not what answers a single call. */
  readonly batchExecutor?: Executor
  /** What tables of its rows are made of. */
  readonly table?: () => TableShape | Promise<TableShape>
}

export interface ComputeOptions {
  readonly instrumentSet: InstrumentSet
  /** One for each instrument: they answer single calls and batches. */
  readonly executors: readonly Executor[]
  /** Those of operations over several instruments: they answer single calls, and batches where they say so. */
  readonly operations: readonly MountedOperation[]
  /** Of the executors that answer elsewhere, what hands their batches on; by slug. */
  readonly relays: ReadonlyMap<string, Relay> | undefined
  /** Instruments that compare visits of others. */
  readonly companions: Companions
  /** URL of the module whose default export is an instrument; with it, worker threads can compute batches. */
  readonly moduleOf: ((slug: string) => string) | undefined
  readonly limits: { readonly BODY_LIMIT: number; readonly BATCH_BODY_LIMIT: number; readonly BATCH_THREADS: number }
  readonly admission: Admission
  readonly clocks: Clocks
  readonly observer: Observer
  /** Called with what an executor threw: a fault of ours. */
  readonly failed: (error: unknown, requestId: string) => void
}

export async function mountCompute(app: FastifyInstance, options: ComputeOptions): Promise<void> {
  const { instrumentSet, executors, operations, limits, observer } = options
  const { admission, clocks, failed } = options
  const observed = (url: string) => ({ record: observer.recorder('POST', url), begin: observer.spans('POST', url) })
  const threads = options.moduleOf && (await startThreads(limits.BATCH_THREADS, options.moduleOf))
  if (threads) app.addHook('onClose', () => threads.close())
  const mount = (
    url: string,
    executor: Executor,
    { scope, bodies = 1 }: Pick<MountedOperation, 'scope' | 'bodies'> = {},
  ): void =>
    mountDirect(app, {
      url,
      executor,
      scope,
      bodyLimit: limits.BODY_LIMIT * bodies,
      admission,
      clocks,
      failed,
      ...observed(url),
    })
  for (const executor of executors) {
    const { slug } = executor
    mount(pathOf(slug), executor)
    mount(seriesPathOf(slug), seriesExecutor(executor, options.companions), { bodies: BODIES_OF_SERIES })
  }
  for (const operation of operations) mount(pathOf(operation.executor.slug), operation.executor, operation)
  const batch = (executor: Executor) => ({
    executor,
    bodyLimit: limits.BATCH_BODY_LIMIT,
    admission,
    clocks,
    failed,
    ...observed(batchPathOf(executor.slug)),
  })
  for (const executor of executors) {
    const { slug } = executor
    const table = async () => tableOf(await instrumentSet.load(slug))
    mountBatch(app, { ...batch(executor), table, relay: options.relays?.get(slug), threads })
  }
  for (const { executor, hasBatch, batchExecutor = executor, table } of operations)
    if (hasBatch) mountBatch(app, { ...batch(batchExecutor), table, relay: undefined, threads: undefined })
}
