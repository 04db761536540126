/** Answers that their callers do not read: counted as long as they wait, and given up with their connection after a time. */
import { type IncomingMessage, ServerResponse } from 'node:http'
import { type Memory, WAITING_BYTES } from './memory.js'
import { type Clocks, READER_PATIENCE } from './receive.js'
import { isShared } from './shared-bytes.js'

/**
 * The class of answers of one server. An answer that leaves at once, as nearly all do, costs one look at its length
 * (decision 85).
 */
export function answersOf(memory: Memory, clocks: Clocks): typeof ServerResponse<IncomingMessage> {
  return class Answer extends ServerResponse<IncomingMessage> {
    // The arguments are those of `ServerResponse.end`, in all its forms.
    override end(chunk?: unknown, encoding?: unknown, done?: unknown): this {
      super.end(chunk as string, encoding as BufferEncoding, done as () => void)
      if (this.writableLength > 0) wait(this, isShared(chunk))
      return this
    }
  }

  function wait(response: ServerResponse<IncomingMessage>, isCommon: boolean): void {
    const { req: request } = response
    const hold = memory.hold(request)
    hold.add(WAITING_BYTES + (isCommon ? 0 : response.writableLength))
    const clock = clocks.start(() => request.socket.destroy())
    clock.restart(READER_PATIENCE)
    const over = (): void => {
      clock.end()
      hold.end()
      request.socket.off('close', over)
    }
    response.once('finish', over)
    request.socket.once('close', over)
  }
}
