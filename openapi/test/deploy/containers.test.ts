/** The image's programs, its Dockerfile, and compose.yaml: what can be checked without an engine (docker/verify has the rest). */
import { readFileSync } from 'node:fs'
import { CORE_SLUGS } from '@activity-scores/shared/contract/instrument'
import t from 'tap'
import { parse } from 'yaml'
import { closed, launch, root, runToEnd } from '../../programs/kit/processes.js'
import { readGatewayConfig } from '../../src/config.js'
import { slugs } from '../helpers.js'

const read = (path: string): string => readFileSync(root + path, 'utf8')
const { version } = JSON.parse(read('package.json')) as { version: string }
const dockerfile = read('docker/Dockerfile')

const ROLE = 'openapi/dist/src/role.js'
const HEALTH = 'openapi/dist/src/commands/health-check.js'

t.test('the command picks the role; the health check tells a live process from none', async (t) => {
  const roles: readonly (readonly [readonly string[], readonly string[]])[] = [
    [['gateway'], slugs],
    [['crcl'], ['crcl']],
    [
      ['cdai', 'crcl'],
      ['cdai', 'crcl'],
    ],
  ]
  for (const [args, holds] of roles) {
    const role = await launch(t, [ROLE, ...args], { HOST: '0.0.0.0', ALLOW_ANONYMOUS: 'true' }).started
    const { port } = new URL(role.origin)
    const health = () => runToEnd(t, [HEALTH], { HOST: '0.0.0.0', PORT: port })
    const state = (await (await fetch(`http://127.0.0.1:${port}/health/ready`)).json()) as { instruments: object }
    t.same(Object.keys(state.instruments), holds, args.join(' '))
    t.equal((await health()).code, 0, 'live')
    const ended = closed(role.child)
    role.child.kill('SIGTERM')
    t.equal(await ended, 0, 'ends with 0')
    t.equal((await health()).code, 1, 'no longer live')
  }
})

t.test('on every address nobody listens who was not told who may call', async (t) => {
  const { code, errors } = await runToEnd(t, [ROLE, 'cdai'], { HOST: '0.0.0.0' })
  t.equal(code, 1)
  t.match(errors, /^HOST: 0\.0\.0\.0 can be reached by others.*ALLOW_ANONYMOUS=true/s)
})

t.test('a command that is no role ends the start with a plain sentence', async (t) => {
  const cases: readonly (readonly [readonly string[], RegExp])[] = [
    [[], /The command is "gateway" alone, or one or more slugs/],
    [['gateway', 'cdai'], /The command is "gateway" alone, or one or more slugs/],
    [['das29'], /Known: .*das28-esr/],
  ]
  for (const [args, message] of cases) {
    const { code, errors } = await runToEnd(t, [ROLE, ...args])
    t.equal(code, 1)
    t.match(errors, message)
    t.notMatch(errors, /\n\s+at /, 'no stack')
  }
})

t.test('Dockerfile', async (t) => {
  t.match(dockerfile, /^ARG NODE_IMAGE=node:24-/m, 'a supported line of Node')
  t.match(dockerfile, /^USER 10001:10001$/m, 'a number, which runAsNonRoot can check')
  t.match(dockerfile, new RegExp(`^ENTRYPOINT \\["node", "${ROLE}"\\]$`, 'm'))
  t.match(dockerfile, new RegExp(`CMD \\["node", "${HEALTH}"\\]$`, 'm'))
  t.equal(dockerfile.match(/^FROM /gm)?.length, 2, 'two stages')
  t.notMatch(dockerfile, /^(ADD|VOLUME) /m)
  for (const command of dockerfile.match(/npm (ci|install|prune)[^;\n]*/g) ?? [])
    t.match(command, '--ignore-scripts', command)
  const removed = /rm -r run\/(shared\/dist\/src\/\w+);/.exec(dockerfile)?.[1]
  t.equal(removed, 'shared/dist/src/testing')
  t.match(
    read('.dependency-cruiser.json'),
    `"to": { "path": "^${removed}/" }`,
    'what only tests need is named alike in the boundaries',
  )
})

interface ComposeService {
  readonly image: string
  readonly command: readonly string[]
  readonly environment: Readonly<Record<string, string>>
  readonly ports?: readonly string[]
  readonly [setting: string]: unknown
}

t.test('compose.yaml: the core services behind the gateway, all hardened', async (t) => {
  const { services, networks } = parse(read('docker/compose.yaml'), { merge: true }) as {
    readonly services: Readonly<Record<string, ComposeService>>
    readonly networks: unknown
  }
  t.same(Object.keys(services).sort(), [...CORE_SLUGS, 'gateway'].sort())
  for (const [name, service] of Object.entries(services)) {
    t.same(service.command, [name], `${name}: the command is the role`)
    t.equal(service.image, `\${IMAGE:-activity-scores:${version}}`)
    t.match(service, { read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] }, name)
    t.match(service, { pids_limit: Number, cpus: Number, restart: 'unless-stopped', stop_grace_period: '15s' })
    const heap = Number(/--max-old-space-size=(\d+)/.exec(service.environment['NODE_OPTIONS'] ?? '')?.[1])
    t.ok(heap < Number(String(service['mem_limit']).replace('m', '')), `${name}: the heap ends before the memory does`)
    t.equal(service.ports !== undefined, name === 'gateway', `${name}: the gateway alone is published`)
    t.same(service['networks'], name === 'gateway' ? ['services', 'callers'] : ['services'])
  }
  t.same(networks, { services: { internal: true }, callers: {} })
  t.match(services['gateway']?.ports?.[0], '127.0.0.1', 'to this machine, unless told otherwise')
  // As the engine fills in what its caller leaves out.
  const environment = Object.entries(services['gateway']?.environment ?? {}).map(
    ([name, value]) => [name, value.replace(/\$\{\w+:-([^}]*)\}/, '$1')] as const,
  )
  const { upstreams, ALLOW_ANONYMOUS, AUTH_KEYS_FILE } = readGatewayConfig(Object.fromEntries(environment), slugs)
  t.ok(ALLOW_ANONYMOUS, 'open, as it is published on this machine alone')
  const [, mounted] = (services['gateway']?.['volumes'] as string[] | undefined)?.[0]?.split('}:') ?? []
  t.match(mounted, /^\/run\/keys:ro$/, 'a folder: a mount of the file would keep keys that were withdrawn')
  t.ok(AUTH_KEYS_FILE?.startsWith('/run/keys/'))
  t.same(Object.fromEntries(upstreams), Object.fromEntries(CORE_SLUGS.map((slug) => [slug, `http://${slug}:3000`])))
})
