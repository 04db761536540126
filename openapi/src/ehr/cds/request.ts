/** The body of a CDS Hooks call: what the standard asks of it, and what was sent along. */
import { Collection, isObject, isResource } from '../read/collect.js'
import { type Issue, malformed } from '../read/issue.js'
import { READ_TYPES } from '../read/request.js'
import { HOOK, type Prefetch } from './services.js'
import { isUuid } from './uuid.js'

interface CdsCall {
  readonly hookInstance: string
  /** Key of the patient of the context. */
  readonly subject: string
  readonly record: Collection
}

export type CdsRead =
  | { readonly ok: true; readonly call: CdsCall }
  | { readonly ok: false; readonly issues: readonly Issue[] }

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''

/** Members that are not known are passed over. */
export function readCall(body: unknown, prefetch: Prefetch, types: ReadonlySet<string> = READ_TYPES): CdsRead {
  if (!isObject(body))
    return { ok: false, issues: [malformed('not_json', 'The body is an object as CDS Hooks 2.0 says.')] }
  const issues = faultsOf(body)
  const { hookInstance, context, prefetch: sent = {} } = body
  if (issues.length > 0 || !isObject(context)) return { ok: false, issues }
  const given = sent as Readonly<Record<string, unknown>>
  const missing = prefetch.needed.filter((key) => !Object.hasOwn(given, key) || isOutcome(given[key]))
  if (missing.length > 0) return { ok: false, issues: missing.map(prefetchMissing) }
  const record = new Collection(types)
  for (const key of Object.keys(prefetch.templates)) {
    const value = Object.hasOwn(given, key) ? given[key] : null
    if (value !== null && !isOutcome(value)) record.add(value, `prefetch.${key}`)
  }
  const patientId = String(context['patientId'])
  const subject = patientId.includes('/') ? patientId : `Patient/${patientId}`
  return { ok: true, call: { hookInstance: String(hookInstance), subject, record } }
}

const isOutcome = (value: unknown): boolean => isResource(value) && value.resourceType === 'OperationOutcome'

function faultsOf({
  hook,
  hookInstance,
  context,
  prefetch,
  fhirAuthorization,
  fhirServer,
}: Readonly<Record<string, unknown>>): Issue[] {
  const issues: Issue[] = []
  if (hook !== HOOK) issues.push(malformed('hook_mismatch', `The hook of this service is ${HOOK}.`, 'hook'))
  if (!isUuid(hookInstance))
    issues.push(malformed('hook_instance_invalid', 'hookInstance is a UUID of the call.', 'hookInstance'))
  if (!isObject(context))
    issues.push(malformed('context_invalid', 'context is an object with patientId and userId.', 'context'))
  else
    for (const name of ['patientId', 'userId'])
      if (!isText(context[name]))
        issues.push(malformed('context_invalid', `context.${name} is a text that is not empty.`, `context.${name}`))
  if (prefetch !== undefined && !isObject(prefetch))
    issues.push(
      malformed('context_invalid', 'prefetch is an object with a member for each key of the service.', 'prefetch'),
    )
  if (fhirAuthorization !== undefined && !isText(fhirServer))
    issues.push(malformed('context_invalid', 'fhirAuthorization goes with fhirServer.', 'fhirServer'))
  return issues
}

const prefetchMissing = (key: string): Issue => ({
  status: 412,
  type: 'required',
  code: 'prefetch_missing',
  text: `prefetch.${key} is not there, or the server answered it with an OperationOutcome. Send what the template of the service asks for; null, or an empty Bundle, where the patient has none.`,
  expression: `prefetch.${key}`,
})
