/** The MCP face, in one process: its parts share a gateway, which compiles every instrument once. */
import '@activity-scores/shared/testing/patience'
import './calls.js'
import './text.js'
import './route.js'
import './docs.js'
import './hostile.js'
import './lines.js'
