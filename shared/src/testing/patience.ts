/**
 * A test file that is run by itself may take long: tap alone would end it after 30 s, which a busy machine needs for files of
 * ten. `TAP_TIMEOUT` and the run of all files keep their own limit. Used by tests only.
 */
import t from 'tap'

const LONGEST_MS = 600_000

if (process.env['TAP_TIMEOUT'] === undefined) t.setTimeout(LONGEST_MS)
