/** An instrument and a protocol as text that says in few tokens what to send and how it decides. */
import { describeAbsences } from '@activity-scores/shared/contract/absence'
import type { Citation, Instrument } from '@activity-scores/shared/contract/instrument'
import { alternatives, inputSchemaOf, type JsonSchema } from '@activity-scores/shared/engine/json-schema'
import type { Band, BandSet } from '@activity-scores/shared/language/bands'
import { screenRequest } from '../screen/answer/request.js'
import type { Protocol } from '../screen/protocol/schema.js'
import { fieldLines } from './shapes.js'

type Section = readonly [title: string, lines: readonly string[]]

const HOW_TO_SEND =
  'Leave out what is not known: it is never zero and never "no". A unit is one of those named; comparator is <, <=, >= or > where the laboratory reports a limit.'

export function briefOf(instrument: Instrument): string {
  const { slug, version, title, summary, population, notFor, bands, criteria, rules, citations, rights } = instrument
  const [example] = instrument.examples
  return written(`${title} (${slug} ${version})`, summary, [
    ['For', [population]],
    ['Not for', notFor],
    ['Inputs, * required', [HOW_TO_SEND, ...fieldLines(inputSchemaOf(instrument.request))]],
    ['Rules', rules.map(({ says }) => unmarked(says))],
    ['What is not sent', describeAbsences(instrument).map(unmarked)],
    ['Categories', bands.map(bandLine)],
    ['Criteria', criteria.map(({ id, rule, source }) => `${id}: ${rule} (${source})`)],
    ['Example', example ? [`${example.title}: ${JSON.stringify(example.request)}`] : []],
    ['Sources', citations.map(sourceLine)],
    ['Rights', rights === null ? [] : [rights]],
  ])
}

/** How `screen` is called for a trial: its arms, inputs, readings and criteria. */
export function protocolBrief(protocol: Protocol, instruments: readonly Instrument[]): string {
  const { id, version, title, arms, readings, criteria } = protocol
  const { properties = {} } = inputSchemaOf(screenRequest(protocol, instruments))
  const dated = Object.entries(protocol.inputs).flatMap(([name, { window }]) => (window === undefined ? [] : [name]))
  return written(`${title} (protocol ${id} ${version}, for the tool screen)`, CALL_OF_SCREEN, [
    ['Arms', arms.map((arm) => `${arm.id}: ${arm.title}`)],
    ['Inputs', [HOW_TO_SEND, ...fieldLines(inputsOf(protocol, properties['inputs']))]],
    ['Must be recent, so needs its day in dates', [dated.join(', ')]],
    ['Readings of ambiguous passages, the default first', Object.entries(readings).map(readingLine)],
    ['Criteria', criteria.map((each) => `${each.id} ${each.kind}${armsOf(each)}: ${each.title}. ${each.says}`)],
  ])
}

const CALL_OF_SCREEN =
  'Send protocol, arm, asOf (the day of the decision, YYYY-MM-DD) and inputs. dates has the day of each input that must be recent; undated "as-of" states that all are of asOf.'

/** Inputs under the titles that the protocol gives them. */
function inputsOf({ inputs }: Protocol, schema: JsonSchema = {}): JsonSchema {
  const [{ properties = {}, ...rest } = {}] = alternatives(schema)
  const titled = Object.entries(properties).map(([name, property]) => {
    const title = inputs[name]?.title ?? ''
    return [name, { ...property, title, description: '' }]
  })
  return { ...rest, properties: Object.fromEntries(titled) }
}

const armsOf = ({ arms }: { readonly arms?: readonly string[] | undefined }): string =>
  arms ? ` (${arms.join(', ')})` : ''

type Reading = Protocol['readings'][string]

function readingLine([id, { title, default: chosen, options }]: readonly [string, Reading]): string {
  const others = options.map((option) => option.id).filter((option) => option !== chosen)
  return `${id}: ${[chosen, ...others].join('|')} — ${title}`
}

function written(head: string, summary: string, sections: readonly Section[]): string {
  const filled = sections.filter(([, lines]) => lines.length > 0)
  return [head, summary, ...filled.flatMap(([title, lines]) => [`${title}:`, ...lines])].join('\n')
}

/** Words for Markdown, without its marks. */
const unmarked = (text: string): string => text.replaceAll('`', '')

const bandLine = ({ id, source, bands }: BandSet): string =>
  `${id} (${source}): ${bands.map((band) => `${band.code} ${limitsOf(band)}`).join('; ')}`

/** `(2.8, 10]`: a round bracket leaves its end out. */
function limitsOf({ lower, lowerIncluded, upper, upperIncluded }: Band): string {
  const from = lower === null ? '(-inf' : `${lowerIncluded ? '[' : '('}${lower}`
  const to = upper === null ? 'inf)' : `${upper}${upperIncluded ? ']' : ')'}`
  return `${from}, ${to}`
}

const sourceLine = ({ text, id }: Citation): string => (id === undefined ? text : `${text} ${id}`)
