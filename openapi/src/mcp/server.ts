/** What is offered in the words of the Model Context Protocol. A server lives as long as one request, or one connection. */
import {
  ProtocolError,
  ProtocolErrorCode,
  ResourceNotFoundError,
  Server,
  type ServerOptions,
  type Tool,
} from '@modelcontextprotocol/server'
import { type Describe, describer } from './describe.js'
import { type Offer, type OfferOptions, offerOf } from './offer.js'
import { type Tools, toolsOf } from './tools.js'

export const VERSION = '0.2.0'

/** One request, or all of one connection. */
export interface Call {
  /** What a tool answers; nothing where there is none of this name. */
  tool(name: string, sent: unknown): ReturnType<Tools['call']>
  /** Is told of a fault of ours; nothing of it is answered. */
  failed(error: unknown): void
}

/** What servers have in common. */
export interface Face {
  readonly offer: Offer
  readonly tools: Tools
  readonly describe: Describe
}

export function faceOf(options: OfferOptions): Face {
  const offer = offerOf(options)
  const describe = describer(offer)
  return { offer, describe, tools: toolsOf(offer, describe) }
}

const INSTRUCTIONS = [
  'Rheumatology scores and trial criteria. Call find, then describe, then calculate (panel for several, screen for a trial).',
  'Each quantity is {value, unit}. Leave out what is unknown: never invent, default or zero a value.',
  'Report text, missing and warnings word for word. Scores only: give no treatment advice from them.',
].join(' ')

/** Nothing of it changes while a process runs. */
const KEPT = { ttlMs: 3_600_000, cacheScope: 'public' } as const

const HINTS = {
  'tools/list': KEPT,
  'resources/list': KEPT,
  'resources/templates/list': KEPT,
  'resources/read': KEPT,
  'server/discover': KEPT,
} as const

/** The tools check what they are sent themselves, and say how to mend it. */
const UNCHECKED: NonNullable<ServerOptions['jsonSchemaValidator']> = {
  getValidator: () => (data) => ({ valid: true, data: data as never, errorMessage: undefined }),
}

export function serverFor(face: Face, call: Call): Server {
  const server = new Server(
    { name: 'activity-scores', title: 'Activity Scores', version: VERSION },
    {
      capabilities: { tools: {}, resources: {} },
      instructions: INSTRUCTIONS,
      cacheHints: HINTS,
      jsonSchemaValidator: UNCHECKED,
    },
  )
  offerTools(server, face.tools, call)
  offerResources(server, face, call)
  return server
}

function offerTools(server: Server, tools: Tools, call: Call): void {
  // Its schemas are JSON that is only read.
  const list = [...tools.list] as unknown as Tool[]
  server.setRequestHandler('tools/list', () => ({ tools: list }))
  server.setRequestHandler('tools/call', ({ params }) =>
    ours(call, async () => {
      const answer = await call.tool(params.name, params.arguments)
      if (!answer) throw unknownTool(tools)
      const { text, structured, isError = false } = answer
      return {
        content: [{ type: 'text', text }],
        structuredContent: { ...structured },
        ...(isError ? { isError } : {}),
      }
    }),
  )
}

const unknownTool = ({ list }: Tools): ProtocolError =>
  new ProtocolError(
    ProtocolErrorCode.InvalidParams,
    `No tool of this name. There are ${list.map(({ name }) => name).join(', ')}.`,
  )

const SCHEME = 'activity-scores://'
const KINDS = ['instrument', 'protocol'] as const
type Kind = (typeof KINDS)[number]

const uriOf = (kind: Kind, name: string): string => `${SCHEME}${kind}/${name}`

function offerResources(server: Server, { offer, describe }: Face, call: Call): void {
  const namesOf: Readonly<Record<Kind, readonly string[]>> = { instrument: offer.slugs, protocol: offer.protocols }
  server.setRequestHandler('resources/list', () => ({
    resources: KINDS.flatMap((kind) =>
      namesOf[kind].map((name) => ({ uri: uriOf(kind, name), name, mimeType: 'text/plain' })),
    ),
  }))
  server.setRequestHandler('resources/templates/list', () => ({
    resourceTemplates: [
      { uriTemplate: uriOf('instrument', '{slug}'), name: 'instrument', mimeType: 'text/plain' },
      { uriTemplate: uriOf('protocol', '{id}'), name: 'protocol', mimeType: 'text/plain' },
    ],
  }))
  server.setRequestHandler('resources/read', ({ params: { uri } }) =>
    ours(call, async () => {
      const name = KINDS.flatMap((kind) => namesOf[kind].filter((each) => uriOf(kind, each) === uri))[0]
      const found = name === undefined ? undefined : await describe(name, 'brief')
      if (!found) throw new ResourceNotFoundError(`${SCHEME}…`)
      return { contents: [{ uri, mimeType: 'text/plain', text: found.description }] }
    }),
  )
}

/** A fault of ours is recorded; the SDK would answer its message, which may quote the input. */
async function ours<T>(call: Call, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof ProtocolError) throw error
    call.failed(error)
    throw new ProtocolError(ProtocolErrorCode.InternalError, 'The service failed; the fault is on its side.')
  }
}
