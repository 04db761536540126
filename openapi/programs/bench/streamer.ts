/**
 * `node streamer.js URL FILE ROWS` sends a file of rows to a batch route again and again until its input ends, and
 * prints how many rows went wrong, and rows/s. A process of its own: whoever measures something else meanwhile must not
 * read the answers as well.
 */
import { stream } from '../kit/rows.js'
import { median } from '../kit/statistics.js'

const [url = '', file = '', rows = ''] = process.argv.slice(2)
let over = false
process.stdin.resume().on('end', () => {
  over = true
})
let faults = 0
const rates: number[] = []
while (!over) {
  const streamed = await stream(url, file, Number(rows))
  faults += streamed.faults
  rates.push(streamed.rows / streamed.seconds)
}
process.stdout.write(`${faults} ${median(rates)}\n`)
