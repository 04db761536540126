/** The HTTP server under the application: its limits of time, size and number, and the order on each connection. */
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import { type Memory, WAITING_BYTES } from './direct/memory.js'
import { Pipelines } from './direct/pipelines.js'
import type { Clocks } from './direct/receive.js'
import { newcomer } from './direct/slices.js'
import { answersOf } from './direct/unread.js'
import { type RefuseHead, refuseTunnel } from './plugins/errors.js'
import { faultOfHead } from './request-head.js'
import type { HostConfig } from './variables.js'

/** Largest head of a request in bytes. */
const LARGEST_HEAD = 8192
const CHECK_MS = 500

export const serverFactory =
  (config: HostConfig, refuse: RefuseHead, memory: Memory, clocks: Clocks) =>
  (handle: RequestListener): Server => {
    const answer: RequestListener = (request, response) => {
      const fault = faultOfHead(request)
      if (fault === undefined) handle(request, response)
      else refuse(request, response, fault)
    }
    const pipelines = new Pipelines()
    const listener: RequestListener = (request, response) => {
      if (response.socket) answer(request, response)
      else inTurn(request, response, memory, pipelines, () => answer(request, response))
    }
    const server = createServer(
      {
        ServerResponse: answersOf(memory, clocks),
        // Bodies have clocks of their own, since a stream may take long (decision 25).
        requestTimeout: 0,
        headersTimeout: Math.min(config.HEADERS_TIMEOUT_MS, config.REQUEST_TIMEOUT_MS),
        keepAliveTimeout: config.KEEP_ALIVE_TIMEOUT_MS,
        connectionsCheckingInterval: CHECK_MS,
        maxHeaderSize: LARGEST_HEAD,
        // Node would answer without a body (decision 36).
        requireHostHeader: false,
      },
      listener,
    )
    server.on('connection', newcomer)
    server.maxConnections = config.MAX_CONNECTIONS
    // Connections that only rest make room for whoever wants to be answered (decision 86).
    server.on('drop', () => server.closeIdleConnections())
    // An expectation that is not known may be passed over (RFC 9110, 10.1.1) (decision 36).
    server.on('checkExpectation', listener)
    server.on('connect', refuseTunnel)
    server.on('checkContinue', (request, response) => {
      continueWhenRead(request, response)
      listener(request, response)
    })
    return server
  }

/**
 * Of the requests that a caller sends at once on one connection, one is worked on in a turn of the event loop, when the
 * answer before it has left: thousands fit into one packet, and answers that nobody reads would pile up (decision 86).
 */
function inTurn(
  request: IncomingMessage,
  response: ServerResponse,
  memory: Memory,
  pipelines: Pipelines,
  answer: () => void,
): void {
  const { socket } = request
  if (socket.destroyed) return
  const hold = memory.hold(request)
  if (!hold.tryTake(WAITING_BYTES)) {
    socket.destroy()
    return
  }
  pipelines.wait(socket)
  response.once('socket', () => {
    setImmediate(() => {
      hold.end()
      pipelines.leave(socket)
      if (!socket.destroyed) answer()
    })
  })
}

/** The body is asked for when somebody begins to read it; a request that is refused by its head gets its answer alone. */
function continueWhenRead(request: IncomingMessage, response: ServerResponse): void {
  const read = request._read
  request._read = (size) => {
    request._read = read
    if (!response.headersSent) response.writeContinue()
    read.call(request, size)
  }
}
