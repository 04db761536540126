#!/usr/bin/env node
/** Standard output is the protocol alone. Of the environment only PROTOCOLS_DIR is read: a folder of further protocol files. */
import { fileURLToPath } from 'node:url'
import { serveLines } from '../dist/src/mcp/stdio.js'

try {
  await serveLines(fileURLToPath(new URL('protocols', import.meta.url)), process.env.PROTOCOLS_DIR)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : 'It could not start.'}\n`)
  process.exitCode = 1
}
