/**
 * The anchor of NDJSON: the same rows without HTTP. Each line is parsed, its shape checked, an answer of the same content
 * built and written to nowhere. `node loop.js ROWS EXCHANGE.json` prints the processor seconds of the second pass; the
 * first is for the compiler.
 */
import { closeSync, openSync, readFileSync, readSync, writeSync } from 'node:fs'
import { builderOf, checkOf, type Exchange, nudge } from './shape.js'

const [rows = '', exchange = ''] = process.argv.slice(2)
const { request, response } = JSON.parse(readFileSync(exchange, 'utf8')) as Exchange
const check = checkOf(request)
const build = builderOf(response)
const step = nudge()
const nowhere = openSync('/dev/null', 'w')
const LINE_FEED = 10

const answerLine = (line: string): string => {
  const row: unknown = JSON.parse(line)
  return `${check(row) ? JSON.stringify(build(step)) : '{"status":422}'}\n`
}

function pass(): number {
  const before = process.cpuUsage()
  const file = openSync(rows, 'r')
  const block = Buffer.allocUnsafe(65_536)
  let rest = Buffer.alloc(0)
  for (let read = readSync(file, block); read > 0; read = readSync(file, block)) {
    const text = Buffer.concat([rest, block.subarray(0, read)])
    const end = text.lastIndexOf(LINE_FEED)
    let answers = ''
    for (const line of text.toString('utf8', 0, Math.max(end, 0)).split('\n')) if (line) answers += answerLine(line)
    writeSync(nowhere, answers)
    rest = Buffer.from(text.subarray(end + 1))
  }
  closeSync(file)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

pass()
process.stdout.write(`${pass()}\n`)
