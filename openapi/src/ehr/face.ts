/** The EHR faces as a part of the host: FHIR operations and definitions, and CDS Hooks. */
import { ConfigError } from '@activity-scores/shared/config/error'
import type { Executor } from '@activity-scores/shared/engine/executor'
import type { InstrumentSet } from '@activity-scores/shared/engine/instrument-set'
import type { Face, FaceHost } from '@activity-scores/shared/http/face'
import { scopeOf } from '@activity-scores/shared/identity/scopes'
import type { IdentityConfig } from '@activity-scores/shared/identity/variables'
import type { Logger } from '@activity-scores/shared/telemetry/logging'
import type { FastifyInstance } from 'fastify'
import type { ScreenExecutor } from '../screen/executor.js'
import { cdsExecutor } from './cds/call.js'
import { gateOf } from './cds/gate.js'
import { mountCds, type OfferedService } from './cds/mount.js'
import { screenCdsExecutor, screenPrefetch, screenServiceId } from './cds/screen.js'
import { prefetchOf, serviceOf } from './cds/services.js'
import { type Codes, loadCodes } from './codes/codes.js'
import { type EhrConfig, publicUrl } from './codes/variables.js'
import { batchFace, fhirBatchPath } from './fhir/batch.js'
import { codeSystem } from './fhir/code-system.js'
import { capabilityStatement, operationDefinition, operationNames, screenDefinition } from './fhir/definitions.js'
import { isFhirJson, notAcceptable } from './fhir/media.js'
import { operationExecutor, operationPath } from './fhir/operation.js'
import { writeRefusal } from './fhir/outcome.js'
import { mountDefinitions, mountResource } from './fhir/pages.js'
import { formSlugs, questionnaireOf } from './fhir/questionnaires.js'
import { screenOperation } from './fhir/screen.js'
import { type Screen, screenOf } from './fhir/screen-model.js'
import { type Operations, operationsOf } from './operations.js'

export interface EhrOptions {
  readonly instrumentSet: InstrumentSet
  /** One for each instrument, embedded or remote. */
  readonly executors: readonly Executor[]
  /** Screenings by protocol. */
  readonly screens?: ReadonlyMap<string, ScreenExecutor>
  readonly config: EhrConfig & IdentityConfig
  readonly logger: Logger
}

interface Faces {
  readonly base: string
  readonly slugs: readonly string[]
  readonly codes: Codes
  readonly operations: Operations
  readonly screens: readonly Screen[]
  readonly options: EhrOptions
}

/** Loads the codes at once: a fault in a site's file stops the start. */
export function ehrFace(options: EhrOptions): Face {
  const { instrumentSet, executors, screens = new Map<string, ScreenExecutor>(), config, logger } = options
  const codes = loadCodes(config.FHIR_CODES_FILE)
  const faces: Faces = {
    base: publicUrl(config),
    slugs: instrumentSet.slugs,
    codes,
    operations: operationsOf(instrumentSet, executors, codes, config.EMIT_SNOMED),
    screens: [...screens].map(([id, executor]) => screenOf(executor, id, codes, async () => instrumentSet.all())),
    options,
  }
  const offered = servicesOf(faces)
  return {
    paths: ['/fhir', '/cds-services'],
    spellings: [['/fhir/%24', '/fhir/$']],
    refuse: writeRefusal,
    async mount(app, host) {
      mountPages(app, faces)
      mountOperations(host, faces)
      const gate = gateOf(config, host, logger)
      if (gate) app.addHook('onClose', async () => gate.close())
      mountCds(app, host, offered, gate)
    },
    async prepare() {
      await faces.operations.all()
      for (const screen of faces.screens) await screen.prepared()
      // A faulty arm is told before anybody is let in.
      for (const service of offered) await service.describe()
    },
  }
}

function mountPages(app: FastifyInstance, { base, slugs, operations, screens }: Faces): void {
  const protocols = screens.map(({ id }) => id)
  const names = operationNames(slugs, protocols)
  mountResource(app, '/fhir/metadata', () => capabilityStatement(base, names))
  mountDefinitions(
    app,
    'OperationDefinition',
    names.map(({ code }) => code),
    async () => {
      const own = (await operations.all()).map(({ instrument, model }) =>
        operationDefinition(base, instrument, model.schema, model.entry),
      )
      const prepared = await Promise.all(screens.map((screen) => screen.prepared()))
      return [
        ...own,
        ...prepared.map(({ plan, own: of, readings }) => screenDefinition(base, plan.protocol, of.schema, readings)),
      ]
    },
  )
  const forms = formSlugs(slugs)
  mountDefinitions(app, 'Questionnaire', forms, async () =>
    (await operations.all())
      .filter(({ instrument }) => forms.includes(instrument.slug))
      .map((each) => questionnaireOf(base, each)),
  )
  mountDefinitions(app, 'CodeSystem', ['activity-scores'], async () => [codeSystem(base, await operations.all())])
}

const FHIR_ROUTE = {
  media: 'application/fhir+json, application/json',
  isReadable: isFhirJson,
  refusalOf: notAcceptable,
  refuse: writeRefusal,
}

function mountOperations(host: FaceHost, { slugs, operations, screens }: Faces): void {
  for (const slug of slugs) {
    const executor = operationExecutor(slug, () => operations.of(slug))
    host.mountCall(operationPath(slug), executor, { ...FHIR_ROUTE, scope: scopeOf(slug) })
    host.mountLines(fhirBatchPath(slug), batchFace(slug, executor))
  }
  for (const screen of screens)
    host.mountCall(operationPath(screenServiceId(screen.id)), screenOperation(screen), {
      ...FHIR_ROUTE,
      scope: scopeOf(screen.executor.slug),
    })
}

function servicesOf({ base, slugs, codes, operations, screens, options }: Faces): readonly OfferedService[] {
  const { CDS_MISSING_CARD: tellsMissing, CDS_SCREEN_ARM: arm } = options.config
  const own = slugs
    .filter((slug) => codes.instrument(slug).cds === true)
    .map(
      (slug): OfferedService => ({
        id: slug,
        slug,
        executor: cdsExecutor(slug, () => operations.of(slug), { base, tellsMissing }),
        async describe() {
          const { instrument, model } = await operations.of(slug)
          return serviceOf({ id: slug, title: instrument.title, description: instrument.summary }, prefetchOf(model))
        },
      }),
    )
  if (arm === undefined) return own
  const having = screens.filter(({ executor }) => executor.arms().includes(arm))
  if (having.length === 0)
    throw new ConfigError(`CDS_SCREEN_ARM: ${arm} is no arm of ${screens.map(({ id }) => id).join(' or ')}.`)
  return [...own, ...having.map((screen) => screenService(screen, arm, base))]
}

const screenService = (screen: Screen, arm: string, base: string): OfferedService => ({
  id: screenServiceId(screen.id),
  slug: screen.executor.slug,
  executor: screenCdsExecutor(screen, arm, base),
  async describe() {
    const model = await screen.prepared()
    const { title, arms } = model.plan.protocol
    const name = arms.find(({ id }) => id === arm)?.title ?? arm
    const id = screenServiceId(screen.id)
    return serviceOf({ id, title, description: `Eligibility criteria, arm ${name}.` }, screenPrefetch(model))
  },
})
