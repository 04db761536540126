/** The HTTP server under the application: its limits of time, size and number. */
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import type { HostConfig } from './config.js'

/** Largest head of a request in bytes. */
const LARGEST_HEAD = 8192
const CHECK_MS = 1000

/** Whether a request of HTTP/1.1 names no host (RFC 9112, 3.2). */
const isHostless = ({ headers, httpVersion }: IncomingMessage): boolean =>
  headers.host === undefined && httpVersion === '1.1'

export const serverFactory =
  (config: HostConfig, refuseHostless: (request: IncomingMessage, response: ServerResponse) => void) =>
  (handle: RequestListener): Server => {
    const listener: RequestListener = (request, response) => {
      if (isHostless(request)) refuseHostless(request, response)
      else handle(request, response)
    }
    const server = createServer(
      {
        // Bodies have clocks of their own, since a stream may take long.
        requestTimeout: 0,
        headersTimeout: Math.min(config.HEADERS_TIMEOUT_MS, config.REQUEST_TIMEOUT_MS),
        keepAliveTimeout: config.KEEP_ALIVE_TIMEOUT_MS,
        connectionsCheckingInterval: CHECK_MS,
        maxHeaderSize: LARGEST_HEAD,
        // Node would answer without a body.
        requireHostHeader: false,
      },
      listener,
    )
    server.maxConnections = config.MAX_CONNECTIONS
    // An expectation that is not known may be passed over (RFC 9110, 10.1.1).
    server.on('checkExpectation', listener)
    return server
  }
