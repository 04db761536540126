/**
 * The tools for a client on the same machine, over standard input and output: `npx -y @activity-scores/mcp`. It asks no
 * network and listens nowhere; standard output is the protocol alone.
 */
import { loaders } from '@activity-scores/services/loaders'
import { embedFrom, instrumentSetFrom } from '@activity-scores/shared/engine/instrument-set'
import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio'
import { panelOf } from '../panel/executor.js'
import { screenExecutor } from '../screen/executor.js'
import { protocolFiles } from '../screen/load.js'
import { CheckedLines } from './lines.js'
import { type Call, faceOf, serverFor } from './server.js'

/** Nothing that was sent may stand on standard error: hosts keep it in files. */
const tell = (text: string): void => {
  process.stderr.write(`${text}\n`)
}

/** `protocols`: folder of the protocols that come with the program; `others`: one of further protocols, which are checked first. */
export async function serveLines(protocols: string, others?: string): Promise<void> {
  const instrumentSet = instrumentSetFrom(loaders)
  const executors = instrumentSet.slugs.map((slug) => embedFrom(instrumentSet, slug))
  const files = [...protocolFiles([protocols, others])]
  const screens = new Map(files.map(([id, file]) => [id, screenExecutor(id, file, instrumentSet)]))
  const own = protocolFiles([protocols])
  for (const [id, executor] of screens) if (!own.has(id)) await executor.prepare?.()
  const face = faceOf({ instrumentSet, executors, panel: panelOf(instrumentSet, executors), screens })
  const call: Call = {
    tool: (name, sent) => face.tools.call(name, sent, { form: 'full', requestId: 'stdio' }),
    failed: (error) => tell(`a call failed: ${error instanceof Error ? error.name : typeof error}`),
  }
  const lines = process.stdin.pipe(new CheckedLines((answer) => process.stdout.write(answer)))
  serveStdio(() => serverFor(face, call), {
    transport: new StdioServerTransport(lines, process.stdout),
    onerror: () => tell('a message could not be read or answered'),
  })
}
