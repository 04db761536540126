/** What is measured and what it is measured against, as programs that start by themselves. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { instruments } from '@activity-scores/services/registry'
import type { Instrument } from '@activity-scores/shared/contract/instrument'
import { upstreamVariable } from '../../src/config.js'
import { leadingExample, variations } from '../kit/bodies.js'
import { ask, type Shot } from '../kit/load.js'
import { freePort, gateway, type Program, READY, scratch, scratchFile } from '../kit/programs.js'
import { nginxProgram } from '../kit/system.js'
import type { Exchange } from './shape.js'

export const SILENT = { LOG_LEVEL: 'silent' } as const

export const instrumentOf = (slug: string): Instrument => {
  const found = instruments.find((instrument) => instrument.slug === slug)
  if (!found) throw new Error(`No instrument ${slug}. Known: ${instruments.map((known) => known.slug).join(', ')}`)
  return found
}

/** A gateway that asks another process for one slug. */
export const proxying = (slug: string, origin: string): Program =>
  gateway({ environment: { [upstreamVariable(slug)]: origin } })

export const anchor = (exchanges: readonly Exchange[], more: Partial<Program> = {}): Program => {
  const file = scratchFile('exchanges.json')
  writeFileSync(file, JSON.stringify(exchanges))
  return { ready: READY, ...more, args: ['openapi/dist/programs/bench/anchor.js', file] }
}

/** A gateway that has no time for anybody: the smallest limit of the heap is below what it needs. */
export const overloaded = (more: Partial<Program> = {}): Program =>
  gateway({ ...more, environment: { OVERLOAD_DELAY_MS: '', OVERLOAD_HEAP_PERCENT: '1' } })

/** Refuses whatever is asked, with as little work as node:http allows. */
export const floor: Program = { ready: READY, args: ['openapi/dist/programs/bench/floor.js'] }

/** nginx in front of a service with connections kept, as one would set it up; nothing where it is not installed. */
export async function nginx(upstream: string): Promise<Program | undefined> {
  if (!nginxProgram) return undefined
  const port = await freePort()
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (kind) => `${kind}_temp_path ${join(scratch, kind)};`,
  )
  const file = scratchFile('nginx.conf')
  writeFileSync(
    file,
    `daemon off; worker_processes 1; pid ${file}.pid; error_log stderr crit;
events { worker_connections 512; }
http {
  access_log off; keepalive_requests 1000000000; ${paths.join(' ')}
  upstream service { server ${new URL(upstream).host}; keepalive 64; keepalive_requests 1000000000; }
  server {
    listen 127.0.0.1:${port};
    location / { proxy_pass http://service; proxy_http_version 1.1; proxy_set_header Connection ""; }
  }
}
`,
  )
  return { command: nginxProgram, args: ['-c', file], port, ready: READY }
}

export const pathOf = (slug: string): string => `/v1/${slug}`
export const batchPath = (slug: string): string => `${pathOf(slug)}/batch`

/** Requests of one instrument, all of one shape, none alike. */
export function shotsOf(instrument: Instrument, count: number, seed: number): readonly Shot[] {
  return variations(instrument, count, seed, leadingExample(instrument)).map((body) => ({
    path: pathOf(instrument.slug),
    body: JSON.stringify(body),
  }))
}

/** One exchange with a running target: what the anchor is made from. */
export async function exchange(origin: string, shot: Shot): Promise<Exchange> {
  const { status, text } = await ask(origin, shot)
  if (status !== 200) throw new Error(`${shot.path} answered ${status}: ${text.slice(0, 300)}`)
  return { path: shot.path, request: JSON.parse(shot.body), response: JSON.parse(text) }
}
