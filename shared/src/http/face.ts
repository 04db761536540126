/**
 * A further way to call what a process computes, such as FHIR: routes of its own and its own form of refusals, behind the same
 * admission, limits, clocks and log as those of JSON.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Executor } from '../engine/executor.js'
import type { Problem } from '../engine/problems.js'
import type { Metrics } from '../telemetry/metrics.js'
import type { Observe, Observer, Recorder } from '../telemetry/observe.js'
import type { Admission } from './direct/admission.js'
import { type LinesFace, mountLines } from './direct/batch/face-lines.js'
import { mountDirect, type RouteFace } from './direct/call.js'
import type { Clocks } from './direct/receive.js'
import { sendProblem } from './plugins/errors.js'
import type { RefusingFace } from './plugins/problems.js'

/** What a host offers to a face. */
export interface FaceHost {
  /** A route that takes a body and answers at once. */
  mountCall(url: string, executor: Executor, face: RouteFace): void
  /** A route that takes a stream of lines and answers line by line. */
  mountLines(url: string, face: LinesFace): void
  /** Refuses a request before its body is read, and records it. */
  refuse(request: FastifyRequest, reply: FastifyReply, problem: Problem): void
  /** Counts something beside requests, told apart by labels. */
  family: Metrics['family']
}

export interface Face extends RefusingFace {
  /** Fields of a request's head that browsers of other origins may send to it, beside the usual ones. */
  readonly headers?: readonly string[]
  /** How some clients write the beginning of its paths, and how it is written here. */
  readonly spellings: readonly (readonly [theirs: string, ours: string])[]
  mount(app: FastifyInstance, host: FaceHost): void | Promise<void>
  /** Does ahead what the first call would have to do. */
  prepare(): Promise<void>
}

interface FaceHostOptions {
  readonly limits: { readonly BODY_LIMIT: number }
  readonly admission: Admission
  readonly clocks: Clocks
  readonly observer: Observer
  readonly metrics: Metrics
  readonly failed: (error: unknown, requestId: string) => void
}

export async function mountFaces(
  app: FastifyInstance,
  faces: readonly Face[],
  options: FaceHostOptions,
): Promise<void> {
  const host = faceHost(app, options)
  for (const face of faces) await face.mount(app, host)
}

function faceHost(app: FastifyInstance, options: FaceHostOptions): FaceHost {
  const { limits, admission, clocks, observer, metrics, failed } = options
  const observed = (url: string) => ({ record: observer.recorder('POST', url), begin: observer.spans('POST', url) })
  const observers = new Map<string, Observe>()
  return {
    mountCall(url, executor, face) {
      const route = { url, executor, face, bodyLimit: limits.BODY_LIMIT, admission, clocks, failed }
      mountDirect(app, { ...route, ...observed(url), record: recordingAs(url, observer) })
    },
    mountLines(url, face) {
      mountLines(app, { url, face, admission, clocks, failed, ...observed(url) })
    },
    refuse(request, reply, problem) {
      const { url = '' } = request.routeOptions
      sendProblem(reply, problem)
      // Pages record for themselves; routes that answer on the socket have not begun to.
      if (request.routeOptions.config.direct !== true) return
      const observe = observers.get(url) ?? observer.route(url)
      observers.set(url, observe)
      observe(request, reply)
    },
    family: (name, help, read) => metrics.family(name, help, read),
  }
}

/** Records under the name that an answer brings, or under that of the route. Names are of a fixed set. */
function recordingAs(url: string, observer: Observer): Recorder {
  const recorders = new Map<string, Recorder>()
  const recorderOf = (name: string): Recorder => {
    const known = recorders.get(name) ?? observer.recorder('POST', name)
    recorders.set(name, known)
    return known
  }
  const own = recorderOf(url)
  return (requestId, status, milliseconds, span, rows, as) =>
    (as === undefined ? own : recorderOf(as))(requestId, status, milliseconds, span, rows)
}

/** Spells URLs of requests as it is done here, where a face has other spellings. */
export function respelling(faces: readonly Face[]): {
  readonly rewriteUrl?: (request: { readonly url?: string | undefined }) => string
} {
  const spellings = faces.flatMap((face) => face.spellings)
  if (spellings.length === 0) return {}
  return {
    rewriteUrl({ url = '' }) {
      for (const [theirs, ours] of spellings) if (url.startsWith(theirs)) return ours + url.slice(theirs.length)
      return url
    },
  }
}
