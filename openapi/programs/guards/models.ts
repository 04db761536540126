/** Guards of the tools for language models. */
import { type Guard, openapi } from './guard.js'

const tests = openapi('mcp/mcp')

export const models: readonly Guard[] = [
  {
    guard: 'tools are offered only where that is asked for',
    file: 'openapi/src/mcp/variables.ts',
    from: ".default('off')",
    to: ".default('on')",
    tests,
  },
  {
    guard: 'a page cannot reach the tools by a name of its own',
    file: 'openapi/src/mcp/hosts.ts',
    from: "if (!validateHostHeader(host, names).ok) return 'host'",
    to: "if (!validateHostHeader(host, [...names, String(host)]).ok) return 'host'",
    tests,
  },
  {
    guard: 'a scope opens its own instrument by a tool, too',
    file: 'openapi/src/mcp/tool.ts',
    from: 'if (mayCompute === undefined || mayCompute(slug)) return undefined',
    to: "if (mayCompute === undefined || mayCompute(slug) || slug !== 'panel') return undefined",
    tests,
  },
  {
    guard: 'one message is one piece of work',
    file: 'openapi/src/mcp/executor.ts',
    from: "typeof body === 'object' && body !== null && !Array.isArray(body)",
    to: "typeof body === 'object' && body !== null",
    tests,
  },
  {
    guard: 'a tool is computed where the overload guard sees it',
    file: 'openapi/src/mcp/executor.ts',
    from: '      tool: () => computed,\n',
    to: '      tool: (name, sent) => face.tools.call(name, sent, context),\n',
    tests,
  },
  {
    guard: 'what is refused does not grow with what was sent',
    file: 'openapi/src/mcp/tool.ts',
    from: 'const MOST_FAULTS = 20',
    to: 'const MOST_FAULTS = 2000',
    tests,
  },
  {
    guard: 'no line with a key twice reaches the library, which would take the last',
    file: 'openapi/src/mcp/lines.ts',
    from: 'if (parsed.ok && isMessage(parsed.value)) this.push',
    to: "if (parsed.ok ? isMessage(parsed.value) : String(parsed.code) === 'duplicate_key') this.push",
    tests,
  },
]
