/**
 * `npm run lint`: formatting and rules, unused code, boundaries, the OpenAPI document; two at a time, since each has
 * one core.
 */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
/** The longest first. */
const STEPS = ['lint:boundaries', 'lint:openapi', 'lint:unused', 'check']
const JOBS = 2

/** What a step wrote, and whether it found nothing. */
function step(name: string): Promise<{ readonly isGood: boolean; readonly output: string }> {
  const child = spawn('npm', ['run', '--silent', name], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => {
      output += text
    })
  return new Promise((done) => child.once('close', (code) => done({ isGood: code === 0, output })))
}

const waiting = [...STEPS]
const failed: string[] = []
const worker = async (): Promise<void> => {
  for (let name = waiting.shift(); name; name = waiting.shift()) {
    const { isGood, output } = await step(name)
    process.stdout.write(isGood ? `ok     ${name}\n` : `FAILED ${name}\n${output}\n`)
    if (!isGood) failed.push(name)
  }
}
await Promise.all(Array.from({ length: JOBS }, worker))
process.exitCode = failed.length === 0 ? 0 : 1
