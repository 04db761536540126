/** The Kubernetes manifests hold together: schema, names, selectors, ports, probes; generated ones are up to date. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { instruments } from '@activity-scores/services/registry'
import { pathOf } from '@activity-scores/shared/engine/executor'
import { batchPathOf } from '@activity-scores/shared/engine/rows/limits'
import { refuseExposure } from '@activity-scores/shared/identity/variables'
import t, { type Test } from 'tap'
import { parseAllDocuments } from 'yaml'
import { GENERATED, manifestsOf } from '../../programs/deploy/manifests.js'
import { readGatewayConfig } from '../../src/config.js'
import { preparedUsualGateway } from '../helpers.js'
import { beside, type Manifest, manifest, type OfKind } from './kubernetes-schema.js'

const folder = new URL('../../../../docker/kubernetes/', import.meta.url)
const read = (path: string): string => readFileSync(new URL(path, folder), 'utf8')
const slugs = instruments.map(({ slug }) => slug)
const { version } = JSON.parse(readFileSync(new URL('../../package.json', folder), 'utf8')) as { version: string }

type Labels = Readonly<Record<string, string>>
const selects = (selector: Labels, labels: Labels): boolean =>
  Object.entries(selector).every(([key, value]) => labels[key] === value)

function parse(t: Test, text: string): readonly Manifest[] {
  return parseAllDocuments(text).flatMap((document) => {
    t.same(document.errors, [])
    const value: unknown = document.toJS()
    const parsed = manifest.safeParse(value)
    if (parsed.success) return [parsed.data]
    t.fail('a manifest does not fit its schema', { value, issues: parsed.error.issues })
    return []
  })
}

const ofKind = <Kind extends Manifest['kind']>(all: readonly Manifest[], kind: Kind): readonly OfKind<Kind>[] =>
  all.filter((each): each is OfKind<Kind> => each.kind === kind)

const inMebibytes = (amount: string): number => Number(amount.replace('Mi', ''))
const inMillicores = (amount: string): number =>
  amount.endsWith('m') ? Number(amount.slice(0, -1)) : 1000 * Number(amount)

/** What must be true of any set of manifests that is applied together. */
function coherent(t: Test, all: readonly Manifest[], roles: readonly string[]): void {
  const deployments = ofKind(all, 'Deployment')
  const pods = deployments.map(({ metadata, spec }) => ({ of: metadata.name, labels: spec.template.metadata.labels }))
  const selected = (selector: Labels): readonly string[] =>
    pods.filter(({ labels }) => selects(selector, labels)).map(({ of }) => of)

  t.same(deployments.map(({ metadata }) => metadata.name).sort(), [...roles].sort(), 'a deployment for each role')
  const names = all.map(({ kind, metadata }) => `${kind} ${metadata.name}`)
  t.equal(new Set(names).size, names.length, 'names are unique')

  for (const { metadata, spec } of deployments) {
    const { containers, terminationGracePeriodSeconds: grace } = spec.template.spec
    const [{ name, args, ports, env, resources, ...container }] = containers
    t.same(args, [metadata.name], `${metadata.name}: the command is the role`)
    t.equal(name, metadata.name)
    t.equal(container.image, `activity-scores:${version}`, 'the image of this version')
    t.equal(ports[0].containerPort, 3000, 'the port that the image listens on')
    t.same(selected(spec.selector.matchLabels), [metadata.name], `${metadata.name} selects its own pods alone`)
    for (const { labelSelector } of spec.template.spec.topologySpreadConstraints)
      t.same(selected(labelSelector.matchLabels), [metadata.name])
    t.equal(container.livenessProbe.httpGet.path, '/health/live')
    t.equal(container.startupProbe.httpGet.path, '/health/ready', 'started is what has compiled everything')
    t.equal(container.readinessProbe.httpGet.path, '/health/ready')
    const environment = Object.fromEntries(env.map(({ name, value }) => [name, value]))
    const heap = Number(/^--max-old-space-size=(\d+)$/.exec(environment['NODE_OPTIONS'] ?? '')?.[1])
    t.ok(heap < inMebibytes(resources.limits.memory), `${metadata.name}: the heap ends before the memory does`)
    t.ok(inMebibytes(resources.requests.memory) <= inMebibytes(resources.limits.memory))
    t.ok(inMillicores(resources.requests.cpu) <= inMillicores(resources.limits.cpu))
    const config = readGatewayConfig(environment, slugs)
    const { STOP_DELAY_MS, STOP_TIMEOUT_MS, upstreams } = config
    t.ok(STOP_DELAY_MS > 0 && STOP_DELAY_MS < STOP_TIMEOUT_MS, 'it answers until the endpoints are gone')
    t.ok(grace * 1000 > STOP_TIMEOUT_MS, 'time to stop in order')
    t.doesNotThrow(() => refuseExposure({ ...config, HOST: '0.0.0.0' }), 'it is not open by accident')
    if (metadata.name === 'gateway') t.same(config.AUTH, ['api-key'], 'callers of the gateway are asked who they are')
    for (const mounted of container.volumeMounts ?? []) {
      t.ok(config.AUTH_KEYS_FILE?.startsWith(`${mounted.mountPath}/`))
      t.equal(spec.template.spec.volumes?.[0].name, mounted.name)
    }
    for (const [slug, origin] of upstreams) {
      const service = ofKind(all, 'Service').find(({ metadata }) => metadata.name === slug)
      t.equal(origin, `http://${slug}:${service?.spec.ports[0].port}`, `the gateway asks ${slug} where it is`)
    }
  }
  const named = (kind: 'Service' | 'HorizontalPodAutoscaler' | 'PodDisruptionBudget') =>
    t.same(
      ofKind(all, kind)
        .map(({ metadata }) => metadata.name)
        .sort(),
      [...roles].sort(),
      `a ${kind} for each`,
    )
  named('Service')
  named('HorizontalPodAutoscaler')
  named('PodDisruptionBudget')
  for (const { metadata, spec } of ofKind(all, 'Service')) t.same(selected(spec.selector), [metadata.name])
  for (const { metadata, spec } of ofKind(all, 'PodDisruptionBudget')) {
    t.same(selected(spec.selector.matchLabels), [metadata.name])
    const scaler = ofKind(all, 'HorizontalPodAutoscaler').find((each) => each.metadata.name === metadata.name)
    t.ok((scaler?.spec.minReplicas ?? 0) > spec.maxUnavailable, 'one pod is left while another is moved')
  }
  for (const { metadata, spec } of ofKind(all, 'HorizontalPodAutoscaler')) {
    t.equal(spec.scaleTargetRef.name, metadata.name)
    t.ok(spec.maxReplicas >= spec.minReplicas)
  }
  const policies = ofKind(all, 'NetworkPolicy')
  const covered = policies.flatMap(({ spec }) => selected(spec.podSelector.matchLabels))
  t.same([...covered].sort(), [...roles].sort(), 'each pod is under one network policy')
}

t.test('the templates and what was generated from them', async (t) => {
  for (const { template, written } of GENERATED)
    t.equal(read(written), manifestsOf(read(template), slugs), `${written}: npm run manifests`)
})

t.test('routes: compute calls of a slug go to its service, everything else to the gateway', async (t) => {
  const routes = ofKind(parse(t, `${read('routes/routes.yaml')}---\n${read('routes/gateway-route.yaml')}`), 'HTTPRoute')
  t.same(routes.map(({ metadata }) => metadata.name).sort(), [...slugs, 'gateway'].sort())
  const app = await preparedUsualGateway()
  for (const { metadata, spec } of routes) {
    const [{ matches, backendRefs }] = spec.rules
    t.same(backendRefs, [{ name: metadata.name, port: 3000 }])
    if (metadata.name === 'gateway') t.same(matches, [{ path: { type: 'PathPrefix', value: '/' } }])
    else
      t.same(
        matches.map(({ path }) => path.value),
        [pathOf(metadata.name), batchPathOf(metadata.name)],
      )
    for (const { method, path } of matches)
      if (method) t.ok(app.hasRoute({ method, url: path.value }), `${method} ${path.value} is served`)
  }
  for (const file of ['routes/network-policy.yaml', 'monitoring/network-policy.yaml'])
    t.ok(beside.safeParse(parseAllDocuments(read(file))[0]?.toJS()).success, file)
})

t.test('all in one: base alone', async (t) => {
  const all = parse(t, read('base/gateway.yaml'))
  coherent(t, all, ['gateway'])
})

t.test('services: each instrument', async (t) => {
  const all = parse(t, `${read('services/services.yaml')}---\n${read('services/network-policy.yaml')}`)
  coherent(t, all, slugs)
  for (const { spec } of ofKind(all, 'NetworkPolicy')) {
    t.same(spec.egress, [], 'a service calls nobody')
    t.equal(spec.ingress[0]?.from?.[0]?.podSelector.matchLabels['app.kubernetes.io/name'], 'gateway')
  }
})

t.test('the probes ask for pages that exist', async (t) => {
  const app = await preparedUsualGateway()
  for (const url of ['/health/live', '/health/ready']) t.equal((await app.inject(url)).statusCode, 200, url)
})

const kustomize = (overlay: string) =>
  spawnSync('kubectl', ['kustomize', fileURLToPath(new URL(`overlays/${overlay}`, folder))], { encoding: 'utf8' })
const absent = spawnSync('kubectl', ['version', '--client'], { encoding: 'utf8' }).status !== 0
const skip = absent && process.env['KUBECTL'] !== 'required' ? 'kubectl is not on this machine' : false

t.test('overlays as kustomize renders them', { skip }, async (t) => {
  for (const [overlay, roles] of [
    ['all-in-one', ['gateway']],
    ['per-instrument', ['gateway', ...slugs]],
  ] as const) {
    const { status, stdout, stderr } = kustomize(overlay)
    t.equal(status, 0, `${overlay} ${stderr}`)
    const all = parse(t, stdout)
    coherent(t, all, roles)
    const asked = ofKind(all, 'Deployment')
      .flatMap(({ spec }) => spec.template.spec.containers[0].env)
      .filter(({ name }) => name.startsWith('UPSTREAM_'))
    t.equal(asked.length, overlay === 'all-in-one' ? 0 : 1, overlay)
  }
})

t.test('routed: services ask callers who they are, as the gateway does', { skip }, async (t) => {
  const { status, stdout, stderr } = kustomize('routed')
  t.equal(status, 0, stderr)
  const documents = parseAllDocuments(stdout).map((document): unknown => document.toJS())
  const all = documents.flatMap((value) => (beside.safeParse(value).success ? [] : [manifest.parse(value)]))
  t.equal(documents.length - all.length, 1, 'a policy lets the routes in')
  coherent(t, all, ['gateway', ...slugs])
  for (const { metadata, spec } of ofKind(all, 'Deployment')) {
    const environment = Object.fromEntries(spec.template.spec.containers[0].env.map(({ name, value }) => [name, value]))
    t.same(readGatewayConfig(environment, slugs).AUTH, ['api-key'], metadata.name)
    t.equal('UPSTREAM_API_KEY_FILE' in environment, metadata.name === 'gateway', 'who asks services shows a key')
  }
})

t.test('the checks catch what they are for', async (t) => {
  const bad = [
    read('base/gateway.yaml').replace('readOnlyRootFilesystem: true', 'readOnlyRootFilesystem: false'),
    read('base/gateway.yaml').replace('periodSeconds', 'periodSecond'),
    read('base/gateway.yaml').replace('memory: 640Mi', 'memory: 640'),
  ]
  for (const text of bad) {
    const values = parseAllDocuments(text).map((document) => manifest.safeParse(document.toJS()))
    t.ok(values.some(({ success }) => !success))
  }
})
