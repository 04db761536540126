/** A worker thread that asks for a page again and again, undisturbed by the load beside it; says how long each answer took. */
import { setTimeout as delay } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'

export interface Probing {
  readonly url: string
  /** Milliseconds between two questions. */
  readonly every: number
}

export interface Probed {
  readonly took: number
  readonly status: number
}

const { url, every } = workerData as Probing
const seen: Probed[] = []
let isOver = false
parentPort?.once('message', () => {
  isOver = true
})
while (!isOver) {
  const began = performance.now()
  const status = await fetch(url).then(
    async (answer) => {
      await answer.arrayBuffer()
      return answer.status
    },
    () => 0,
  )
  seen.push({ took: performance.now() - began, status })
  await delay(every)
}
parentPort?.postMessage(seen)
