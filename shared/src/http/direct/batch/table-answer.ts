/** The answer to a table: rows are kept until they are a block, and the sender's clock rests while somebody else is waited for. */
import type { Problem } from '../../../engine/problems.js'
import { type Cells, writeTable } from '../../../engine/rows/cells.js'
import type { Rows } from '../../../engine/rows/row.js'
import type { TableShape } from '../../../engine/rows/table-shape.js'
import { type Clock, READER_PATIENCE } from '../receive.js'
import { accept, drained, type Exchange, isGone, refuseAll } from './exchange.js'

/** Rows written at once. */
const BLOCK = 128

/** How long the sender may be silent: it is not waited for while its rows are computed or its reader is slow. */
export class SenderClock {
  readonly #exchange: Exchange
  readonly #clock: Clock
  #isReading = true

  constructor(exchange: Exchange, clock: Clock) {
    this.#exchange = exchange
    this.#clock = clock
    exchange.request.once('end', () => {
      if (this.#isReading) clock.restart(Number.POSITIVE_INFINITY)
    })
  }

  /** Something came. */
  heard(): void {
    if (this.#isReading) this.#clock.restart(1)
  }

  /** What takes its time is our work, and no silence of the sender. */
  worked(): void {
    this.#clock.restart(1)
  }

  pause(patience: number): void {
    this.#isReading = false
    this.#clock.restart(patience)
  }

  goOn(): void {
    // Of a body that is whole nobody waits for more.
    this.#clock.restart(this.#exchange.request.complete ? Number.POSITIVE_INFINITY : 1)
    this.#isReading = true
  }
}

export class TableAnswer {
  readonly #exchange: Exchange
  readonly #rows: Rows
  readonly #sender: SenderClock
  readonly #columns: readonly string[]
  #pending: Cells[] = []
  #block: string[] = []

  constructor(exchange: Exchange, table: TableShape, rows: Rows, sender: SenderClock) {
    this.#exchange = exchange
    this.#rows = rows
    this.#sender = sender
    this.#columns = table.columns(exchange.form === 'minimal')
  }

  get isFull(): boolean {
    return this.#pending.length + this.#block.length >= BLOCK
  }

  addHeader(): void {
    this.#block.push(this.#table([], true))
  }

  add(cells: Cells): void {
    if (this.#exchange.form !== 'text') this.#pending.push(cells)
    else
      this.#block.push(
        cells['status'] === '200' ? `${cells['text']}\n` : `problem ${cells['status']}: ${cells['problem']}\n`,
      )
  }

  /** Writes what there is, when the caller may have it and the reader takes it. */
  async flush(): Promise<void> {
    if (this.#pending.length > 0) this.#block.push(this.#table(this.#pending))
    this.#pending = []
    const text = this.#block.join('')
    this.#block = []
    if (text === '' || isGone(this.#exchange)) return
    const inNextWindow = this.#exchange.account?.chargeOrWait(this.#rows.counted())
    if (inNextWindow) {
      this.#sender.pause(Number.POSITIVE_INFINITY)
      await inNextWindow
      if (isGone(this.#exchange)) return
      this.#sender.goOn()
    }
    this.#accept()
    if (this.#exchange.response.write(text)) return
    this.#sender.pause(READER_PATIENCE)
    await drained(this.#exchange)
    this.#sender.goOn()
  }

  end(): void {
    // A table without rows has nothing to say as text, and is answered all the same.
    this.#accept()
    this.#exchange.response.end()
  }

  /** Refuses the whole table; gives the status. */
  refuse(why: Problem): number {
    const { request } = this.#exchange
    request.unpipe()
    request.resume()
    refuseAll(this.#exchange, why)
    return why.status
  }

  #accept(): void {
    if (!this.#exchange.response.headersSent) accept(this.#exchange)
  }

  #table(cells: readonly Cells[], header = false): string {
    const { form, spreadsheet } = this.#exchange
    return form === 'text' ? '' : writeTable(cells, { columns: this.#columns, header, spreadsheet })
  }
}
