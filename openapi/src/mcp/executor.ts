/**
 * `POST /mcp` as an executor, so that it has the admission, limits, clocks and log of every other call. The library answers a
 * request of the web platform; what it answers leaves as it is (decision 120).
 */
import { type Answer, type CallContext, type Executor, refuse } from '@activity-scores/shared/engine/executor'
import { parseBody } from '@activity-scores/shared/engine/json'
import { inputProblem } from '@activity-scores/shared/engine/problems'
import {
  createMcpHandler,
  isLegacyRequest,
  WebStandardStreamableHTTPServerTransport,
} from '@modelcontextprotocol/server'
import { type Call, type Face, serverFor } from './server.js'
import type { ToolAnswer } from './tool.js'
import type { Tools } from './tools.js'

export const MCP_PATH = '/mcp'
const JSON_TYPE = 'application/json'

/** What the library reads of a request's head. */
const READ = ['accept', 'content-type', 'mcp-protocol-version', 'mcp-method', 'mcp-name'] as const

export function mcpExecutor(face: Face): Executor {
  const calls = new WeakMap<object, Call>()
  // Nothing here changes while a process runs, so nobody waits for changes.
  const modern = createMcpHandler(({ requestInfo = NOBODY }) => serverFor(face, calls.get(requestInfo) as Call), {
    legacy: 'reject',
    maxSubscriptions: 0,
  })
  const fromValue = async (message: unknown, context: CallContext): Promise<Answer> => {
    if (!isMessage(message)) return NO_MESSAGE
    const computed = computedFor(message, face.tools, context)
    let failure: unknown
    const call: Call = {
      tool: () => computed,
      failed(error) {
        failure = error
      },
    }
    const request = requestOf(context)
    calls.set(request, call)
    const response = (await isLegacyRequest(request, message))
      ? await answerLegacy(face, call, request, message)
      : await modern.fetch(request, { parsedBody: message })
    const body = await response.text()
    if (failure !== undefined) throw failure
    const type = response.headers.get('content-type') ?? JSON_TYPE
    return { status: response.status, type, body, ...recorded(message, await computed) }
  }
  return {
    slug: 'mcp',
    async prepare() {
      for (const tool of face.tools.list) await face.tools.call(tool.name, null, { form: 'full', requestId: '' })
      // The text of a protocol is written once, and not while others wait for it.
      for (const protocol of face.offer.protocols) await face.describe(protocol, 'brief')
    },
    fromValue,
    fromBytes(body, context) {
      const parsed = parseBody(body)
      return parsed.ok ? fromValue(parsed.value, context) : refuse(inputProblem(parsed.code, MCP_PATH, parsed.faults))
    },
  }
}

const NOBODY = {}

interface Message {
  readonly method?: unknown
  readonly params?: { readonly name?: unknown; readonly arguments?: unknown } | null
}

/**
 * A tool is called at once, in the turn of its request: the library would begin with those of all requests of a turn before the
 * first is answered, and the overload guard would not see their work.
 */
function computedFor({ method, params }: Message, tools: Tools, context: CallContext): ReturnType<Tools['call']> {
  if (method !== 'tools/call' || typeof params?.name !== 'string') return undefined
  const computed = tools.call(params.name, params.arguments, context)
  // A message that the library refuses then has been computed all the same; nobody else would hear of a failure.
  if (computed instanceof Promise) computed.catch(() => undefined)
  return computed
}

/** What was computed, for count and log. */
function recorded({ params }: Message, answer: ToolAnswer | undefined): Pick<Answer, 'rows' | 'recordedAs'> {
  if (!answer) return {}
  const { rows, about } = answer
  const recordedAs = `${MCP_PATH}#${params?.name}${about === undefined ? '' : `/${about}`}`
  return rows === undefined ? { recordedAs } : { rows, recordedAs }
}

/** Revisions with a handshake. Its own way through the library answers each call as a stream; this one as JSON. */
async function answerLegacy(face: Face, call: Call, request: Request, message: unknown): Promise<Response> {
  const server = serverFor(face, call)
  try {
    const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true })
    await server.connect(transport)
    return await transport.handleRequest(request, { parsedBody: message })
  } finally {
    await server.close()
  }
}

const isMessage = (body: unknown): body is Message => typeof body === 'object' && body !== null && !Array.isArray(body)

/** Several messages in one request were taken back by the protocol; they would be much work for one row. */
const NO_MESSAGE: Answer = {
  status: 400,
  type: JSON_TYPE,
  body: JSON.stringify({
    jsonrpc: '2.0',
    error: { code: -32600, message: 'The body is no message. Send one JSON-RPC object in each request.' },
    id: null,
  }),
}

/** The body goes beside it: it has been read already, more strictly than the library would. */
function requestOf({ headers = {} }: CallContext): Request {
  const read = READ.flatMap((name): [string, string][] => {
    const value = headers[name]
    return typeof value === 'string' ? [[name, value]] : []
  })
  return new Request(`http://localhost${MCP_PATH}`, { method: 'POST', headers: read })
}
