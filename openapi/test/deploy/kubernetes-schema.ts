/** What of the Kubernetes API our manifests use, strictly: a misspelt key or a value of another type is a fault. */
import * as z from 'zod'

const labels = z.record(z.string().regex(/^([a-z0-9.-]+\/)?[A-Za-z0-9._-]+$/), z.string().max(63))
const matchLabels = z.strictObject({ matchLabels: labels })
/** A name that a Service, and so a host name, can have. */
const name = z.string().regex(/^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/)
const metadata = z.strictObject({ name, labels })
const cpu = z.string().regex(/^\d+m?$/)
const memory = z.string().regex(/^\d+Mi$/)
const amounts = z.strictObject({ cpu, memory })
const seconds = z.int().min(1).max(600)

const probe = z.strictObject({
  httpGet: z.strictObject({ path: z.string().startsWith('/'), port: z.literal('http') }),
  periodSeconds: seconds,
  timeoutSeconds: seconds,
  failureThreshold: z.int().min(1),
})

const container = z.strictObject({
  name,
  image: z.string(),
  args: z.array(z.string()).min(1),
  ports: z.tuple([z.strictObject({ name: z.literal('http'), containerPort: z.int() })]),
  env: z.array(z.strictObject({ name: z.string(), value: z.string() })),
  volumeMounts: z
    .tuple([z.strictObject({ name, mountPath: z.string().startsWith('/'), readOnly: z.literal(true) })])
    .optional(),
  securityContext: z.strictObject({
    allowPrivilegeEscalation: z.literal(false),
    readOnlyRootFilesystem: z.literal(true),
    capabilities: z.strictObject({ drop: z.tuple([z.literal('ALL')]) }),
  }),
  resources: z.strictObject({ requests: amounts, limits: amounts }),
  startupProbe: probe,
  readinessProbe: probe,
  livenessProbe: probe,
})

const deployment = z.strictObject({
  apiVersion: z.literal('apps/v1'),
  kind: z.literal('Deployment'),
  metadata,
  spec: z.strictObject({
    selector: matchLabels,
    strategy: z.strictObject({
      rollingUpdate: z.strictObject({ maxUnavailable: z.literal(0), maxSurge: z.int().min(1) }),
    }),
    template: z.strictObject({
      metadata: z.strictObject({ labels }),
      spec: z.strictObject({
        automountServiceAccountToken: z.literal(false),
        enableServiceLinks: z.literal(false),
        terminationGracePeriodSeconds: seconds,
        securityContext: z.strictObject({
          runAsNonRoot: z.literal(true),
          runAsUser: z.literal(10001),
          runAsGroup: z.literal(10001),
          seccompProfile: z.strictObject({ type: z.literal('RuntimeDefault') }),
        }),
        topologySpreadConstraints: z.array(
          z.strictObject({
            maxSkew: z.int().min(1),
            topologyKey: z.string(),
            whenUnsatisfiable: z.enum(['ScheduleAnyway', 'DoNotSchedule']),
            labelSelector: matchLabels,
          }),
        ),
        containers: z.tuple([container]),
        volumes: z.tuple([z.strictObject({ name, secret: z.strictObject({ secretName: name }) })]).optional(),
      }),
    }),
  }),
})

const service = z.strictObject({
  apiVersion: z.literal('v1'),
  kind: z.literal('Service'),
  metadata,
  spec: z.strictObject({
    selector: labels,
    ports: z.tuple([z.strictObject({ name: z.literal('http'), port: z.int(), targetPort: z.literal('http') })]),
  }),
})

const autoscaler = z.strictObject({
  apiVersion: z.literal('autoscaling/v2'),
  kind: z.literal('HorizontalPodAutoscaler'),
  metadata,
  spec: z.strictObject({
    scaleTargetRef: z.strictObject({ apiVersion: z.literal('apps/v1'), kind: z.literal('Deployment'), name }),
    minReplicas: z.int().min(1),
    maxReplicas: z.int().min(1),
    metrics: z.tuple([
      z.strictObject({
        type: z.literal('Resource'),
        resource: z.strictObject({
          name: z.literal('cpu'),
          target: z.strictObject({ type: z.literal('Utilization'), averageUtilization: z.int().min(1) }),
        }),
      }),
    ]),
  }),
})

const disruptionBudget = z.strictObject({
  apiVersion: z.literal('policy/v1'),
  kind: z.literal('PodDisruptionBudget'),
  metadata,
  spec: z.strictObject({ maxUnavailable: z.int().min(1), selector: matchLabels }),
})

const peers = z.array(
  z.strictObject({ podSelector: matchLabels, namespaceSelector: z.strictObject({}).optional() }).readonly(),
)
const policyPorts = z.array(
  z.strictObject({ protocol: z.enum(['TCP', 'UDP']), port: z.union([z.literal('http'), z.int()]) }),
)
/** Lets more in than the policy of a role does: from other namespaces, and nothing out. */
const policyBeside = z.strictObject({
  apiVersion: z.literal('networking.k8s.io/v1'),
  kind: z.literal('NetworkPolicy'),
  metadata,
  spec: z.strictObject({
    podSelector: matchLabels,
    policyTypes: z.tuple([z.literal('Ingress')]),
    ingress: z.array(
      z.strictObject({
        from: z.array(z.strictObject({ namespaceSelector: matchLabels, podSelector: matchLabels.optional() })),
        ports: policyPorts,
      }),
    ),
  }),
})

const route = z.strictObject({
  apiVersion: z.literal('gateway.networking.k8s.io/v1'),
  kind: z.literal('HTTPRoute'),
  metadata,
  spec: z.strictObject({
    parentRefs: z.tuple([z.strictObject({ name })]),
    rules: z.tuple([
      z.strictObject({
        matches: z
          .array(
            z.strictObject({
              method: z.literal('POST').optional(),
              path: z.strictObject({ type: z.enum(['Exact', 'PathPrefix']), value: z.string().startsWith('/') }),
            }),
          )
          .min(1)
          .max(64),
        backendRefs: z.tuple([z.strictObject({ name, port: z.int() })]),
      }),
    ]),
  }),
})

const networkPolicy = z.strictObject({
  apiVersion: z.literal('networking.k8s.io/v1'),
  kind: z.literal('NetworkPolicy'),
  metadata,
  spec: z.strictObject({
    podSelector: matchLabels,
    policyTypes: z.tuple([z.literal('Ingress'), z.literal('Egress')]),
    ingress: z.array(z.strictObject({ from: peers.optional(), ports: policyPorts })),
    egress: z.array(z.strictObject({ to: peers, ports: policyPorts })),
  }),
})

export const manifest = z.discriminatedUnion('kind', [
  deployment,
  service,
  autoscaler,
  disruptionBudget,
  networkPolicy,
  route,
])
/** Policies that stand beside those of the roles. */
export const beside = policyBeside
export type Manifest = z.output<typeof manifest>
export type OfKind<Kind extends Manifest['kind']> = Extract<Manifest, { readonly kind: Kind }>
