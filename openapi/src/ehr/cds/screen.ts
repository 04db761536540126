/** The screening as a service: verdict, counts and what decides, from what an EHR has. */
import type { Answer, CallContext, Executor } from '@activity-scores/shared/engine/executor'
import { escapeMarkdown } from '@activity-scores/shared/language/text'
import type { Screening } from '../../screen/answer/model.js'
import { listedNotes } from '../fhir/listed.js'
import { refusal } from '../fhir/outcome.js'
import { screened } from '../fhir/screen.js'
import type { PreparedScreen, Screen } from '../fhir/screen-model.js'
import { findCandidates } from '../read/candidates.js'
import type { Held } from '../read/collect.js'
import type { Note } from '../read/issue.js'
import { Subjects } from '../read/subjects.js'
import type { Time } from '../read/time.js'
import { cards, parsed } from './call.js'
import { type Card, type Frame, frameOf, refusedCard, shortened } from './card.js'
import { readCall } from './request.js'
import { PATIENT_KEY, type Prefetch, queryOf } from './services.js'

export const screenServiceId = (protocol: string): string => `screen-${protocol}`

const COUNT = 50

/** One key for each field that a record can hold; none of them must be there. */
export function screenPrefetch({ own }: PreparedScreen): Prefetch {
  const names = [...new Set(own.observed.map(({ name }) => name))].filter(
    (name) => (own.codes.field(name)?.codes ?? []).length > 0,
  )
  const templates = Object.fromEntries(names.map((name) => [name, queryOf(name, own.codes, COUNT)]))
  return { templates: { [PATIENT_KEY]: 'Patient/{{context.patientId}}', ...templates }, needed: [PATIENT_KEY] }
}

export function screenCdsExecutor(screen: Screen, arm: string, base: string): Executor {
  const id = screenServiceId(screen.id)
  const fromValue = async (body: unknown, context: CallContext): Promise<Answer> => {
    const model = await screen.prepared()
    const read = readCall(body, screenPrefetch(model))
    if (!read.ok) return refusal(read.issues)
    const { record, subject, hookInstance } = read.call
    const title = model.plan.protocol.title
    const frame: Frame = {
      base,
      id,
      title: shortenedTitle(title),
      page: `/v1/protocols/${screen.id}`,
      hookInstance,
      subject,
    }
    if (record.issues.length > 0) return cards([refusedCard(frame, record.issues)])
    const asOf = newestIn(record.held, model)
    if (!asOf) return cards([])
    const asked = { subject, isStrict: true, asOf, plain: {}, plainPlaces: new Map<string, string>() }
    const done = await screened(screen, model, { record, asked, arm, readings: undefined }, context)
    if (done.ok) return cards([screenCard(frame, done.screening, done.reading.notes)])
    return done.answer.status < 500 ? cards([refusedCard(frame, done.issues)]) : done.answer
  }
  return {
    slug: screen.executor.slug,
    fromValue,
    fromBytes: (body, context) => parsed(body, id, (value) => fromValue(value, context)),
  }
}

const LONGEST_TITLE = 60
const shortenedTitle = (title: string): string => shortened(title, LONGEST_TITLE)

/** No clock is read: the day of the decision is that of the newest Observation that is read. What was taken back is none. */
function newestIn(held: readonly Held[], { own, series }: PreparedScreen): Time | undefined {
  const fields = new Set([...own.fields, ...series.flatMap(({ model }) => [...model.fields])])
  const { codes } = own
  const { candidates } = findCandidates(held, { codes, fields, subjects: new Subjects(held), scores: codes.scores })
  const days = candidates.flatMap(({ time }) => (time && time.firstDay === time.lastDay ? [time.firstDay] : []))
  const [newest] = days.sort().reverse()
  return newest === undefined ? undefined : { written: newest, firstDay: newest, lastDay: newest, at: undefined }
}

const MOST_NEXT = 5
const DECIDED: ReadonlySet<string> = new Set(['met', 'not_met', 'excluded', 'not_excluded'])

function screenCard(frame: Frame, screening: Screening, notes: readonly Note[]): Card {
  const { verdict, criteria, nextInputs, asOf, version } = screening
  const count = (...states: readonly string[]): number => criteria.filter(({ state }) => states.includes(state)).length
  const decided = criteria.filter(({ state }) => DECIDED.has(state))
  const rows = decided.map(({ id, title, state }) => `| ${id} | ${escapeMarkdown(title)} | ${state} |`)
  const next = nextInputs.slice(0, MOST_NEXT).map(({ title }) => `- ${escapeMarkdown(title)}`)
  const contradictions = [
    ...screening.conflicts.map(({ title, inputs }) => `- ${escapeMarkdown(`${title}: ${inputs.join(', ')}`)}`),
    ...screening.collisions.map(({ message, against }) => `- ${escapeMarkdown(`${message} (${against.join(', ')})`)}`),
  ]
  const said = listedNotes(notes).map(({ code, message }) => `- ${escapeMarkdown(`${code}: ${message}`)}`)
  const settle = contradictions.length > 0 ? ', contradictions to settle' : ''
  const counts = `${count('met', 'not_excluded')} met, ${count('not_met', 'excluded')} not met, ${count('undetermined')} open`
  return {
    ...frameOf(frame),
    summary: shortened(`${frame.title}: ${verdict}${settle} (${counts})`),
    detail: [
      `As of ${asOf}, version ${version}.`,
      ...(rows.length > 0 ? [`| criterion | title | state |\n| --- | --- | --- |\n${rows.join('\n')}`] : []),
      ...(contradictions.length > 0 ? [`Contradictions to settle:\n\n${contradictions.join('\n')}`] : []),
      ...(said.length > 0 ? [`Of the record:\n\n${said.join('\n')}`] : []),
      ...(next.length > 0 ? [`First to obtain:\n\n${next.join('\n')}`] : []),
    ].join('\n\n'),
    indicator: 'info',
  }
}
