/** What a container runs, from its command: `gateway`, or the slugs of the services that this process holds. */
import { main, UsageError } from '@activity-scores/shared/http/run'

const GATEWAY = 'gateway'
const roles = process.argv.slice(2)

if (roles.length === 1 && roles[0] === GATEWAY) await import('./main.js')
else if (roles.length === 0 || roles.includes(GATEWAY))
  await main(async () => {
    throw new UsageError(`The command is "${GATEWAY}" alone, or one or more slugs such as "das28-esr cdai".`)
  })
else await import('./service.js')
