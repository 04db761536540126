/**
 * Where log lines go: copied into one fixed buffer that is written out when it is full, a tenth of a second after the
 * first line in it, and when the process ends. A write for every line would cost more than the request it tells of.
 */
import { writeSync } from 'node:fs'
import type { DestinationStream } from 'pino'

const SIZE = 32 * 1024
const LATEST_MS = 100
/** No UTF-16 unit takes more bytes than this in UTF-8. */
const BYTES_A_UNIT = 3

export interface LogDestination extends DestinationStream {
  flushSync(): void
}

export function bufferedDestination(descriptor: number): LogDestination {
  const buffer = Buffer.allocUnsafe(SIZE)
  let used = 0
  let timer: NodeJS.Timeout | undefined
  const flushSync = (): void => {
    clearTimeout(timer)
    timer = undefined
    writeAll(descriptor, buffer.subarray(0, used))
    used = 0
  }
  process.on('exit', flushSync)
  return {
    flushSync,
    write(line) {
      const most = line.length * BYTES_A_UNIT
      if (used + most > SIZE) flushSync()
      if (most > SIZE) {
        writeAll(descriptor, Buffer.from(line))
        return
      }
      used += buffer.write(line, used)
      timer ??= setTimeout(flushSync, LATEST_MS)
    },
  }
}

/** Writes everything, waiting for a pipe whose reader is slow; a reader that is gone costs the lines, not the service. */
function writeAll(descriptor: number, bytes: Uint8Array): void {
  let written = 0
  while (written < bytes.length) {
    try {
      written += writeSync(descriptor, bytes, written)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return
    }
  }
}
