/** Pages of other origins, where configured: their browsers are told on every answer that they may read it. */
import type { FastifyInstance } from 'fastify'

/** So long a browser need not ask again. */
const MAX_AGE_S = 600

/** Before every route and before callers are asked who they are: a preflight shows no credential. */
export async function mountCors(
  app: FastifyInstance,
  origins: readonly string[] | undefined,
  headers: readonly string[] = [],
): Promise<void> {
  if (origins === undefined) return
  const { default: cors } = await import('@fastify/cors')
  const isAll = origins.includes('*')
  await app.register(cors, {
    origin: isAll ? '*' : [...origins],
    methods: ['GET', 'POST', 'OPTIONS'],
    allowedHeaders: ['Authorization', 'Content-Type', 'Accept', 'Prefer', ...headers],
    maxAge: MAX_AGE_S,
  })
}
