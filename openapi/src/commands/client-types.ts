/**
 * `openapi/client/src/types.ts`: the types of the client package, from the document that is made from the registry and from
 * what the registry knows beyond it. A test holds the file equal to it.
 */
import type { Instrument } from '@activity-scores/shared/contract/instrument'
import { pascalCase } from '@activity-scores/shared/contract/result-schema'
import { type JsonSchema, resolved } from '@activity-scores/shared/engine/json-schema'
import { comment, type Schemas, TypeWriter } from './type-text.js'

export interface ServedDocument {
  readonly components: { readonly schemas: Schemas }
}

/** What every answer may hold, by the name that the document and the package have for it. */
const COMMON = ['Bounds', 'State', 'Term', 'Warning', 'Fault', 'Problem', 'Catalogue', 'CatalogueEntry', 'Protocol']

const HEAD = `/**
 * Written by \`npm run openapi\` from the registry: change the schemas of the instruments, not this file.
 *
 * What is null or absent is missing, never zero. A quantity has a unit, which is never assumed.
 */

/** A number with its unit (UCUM). */
export interface Quantity<Unit extends string> {
  readonly value: number
  readonly unit: Unit
}

/** The same of a laboratory, which may have reported a limit instead of a value, as in "<5". */
export interface Lab<Unit extends string> extends Quantity<Unit> {
  readonly comparator?: '<' | '<=' | '>=' | '>' | null
}
`

export function clientTypes({ components: { schemas } }: ServedDocument, instruments: readonly Instrument[]): string {
  const renamed = JSON.parse(JSON.stringify(schemas).replaceAll('__schema', 'Nested')) as Schemas
  const writer = new TypeWriter(renamed)
  const entries = instruments.map((instrument) => entryOf(instrument, renamed, writer))
  const protocols = Object.keys(renamed).flatMap((name) => /^Screen(Nct\d+)Input$/.exec(name)?.[1] ?? [])
  const screens = protocols.map((name) => screenOf(name, renamed, writer))
  for (const name of COMMON) writer.declare(name, renamed[name] ?? missing(name))
  const { derived, warnings } = renamed['PanelResult']?.properties ?? {}
  writer.declare('PanelDerived', derived ? resolved(derived, renamed) : missing('PanelDerived'))
  writer.declare('PanelWarnings', warnings ? resolved(warnings, renamed) : missing('PanelWarnings'))
  return [
    HEAD,
    ...writer.declarations([...COMMON, 'PanelDerived', 'PanelWarnings']).map((declaration) => `${declaration}\n`),
    '/** What each instrument takes and answers, by its slug. */\nexport interface Instruments {',
    ...entries,
    '}\n',
    '/** What each protocol takes and answers, by its id. */\nexport interface Protocols {',
    ...screens,
    '}\n',
    '/** Version that these types were written for: an answer of another major version may mean another thing. */',
    'export const VERSIONS: { readonly [slug in keyof Instruments]: string } = {',
    ...instruments.map(({ slug, version }) => `  ${JSON.stringify(slug)}: ${JSON.stringify(version)},`),
    '}\n',
  ].join('\n')
}

function entryOf(instrument: Instrument, schemas: Schemas, writer: TypeWriter): string {
  const name = pascalCase(instrument.slug)
  const { details, inputs } = schemas[`${name}Result`]?.properties ?? {}
  const part = (suffix: string, schema: JsonSchema | undefined): string =>
    writer.declare(`${name}${suffix}`, schema ?? missing(`${name}${suffix}`))
  const categories = instrument.bands.flatMap((set) => set.bands.map(({ code }) => code))
  const lines = [
    `input: ${part('Input', schemas[`${name}Input`])}`,
    `used: ${part('Used', inputs && resolved(inputs, schemas))}`,
    `details: ${part('Details', details && resolved(details, schemas))}`,
    `set: ${literals(instrument.bands.map(({ id }) => id))}`,
    `category: ${literals(categories)}`,
    `criterion: ${literals(instrument.criteria.map(({ id }) => id))}`,
    `hasScore: ${hasScore(instrument)}`,
  ]
  const [citation] = instrument.citations
  const note = [`${instrument.title}. ${instrument.summary}`, ...(citation ? [citation.text] : [])].join('\n   * ')
  return `  /**\n   * ${note.replaceAll('*/', '* /')}\n   */\n  readonly ${JSON.stringify(instrument.slug)}: {\n${lines.map((line) => `    readonly ${line}\n`).join('')}  }`
}

/** Whether a computed answer has a score, from the examples: an instrument has it always or never, which tests draw requests for. */
export function hasScore({ slug, examples, request, compute }: Instrument): boolean {
  const computed = examples
    .map((example) => compute(request.parse(example.request)))
    .filter(({ status }) => status === 'computed')
  const scores = computed.filter(({ score }) => score !== null)
  if (computed.length === 0 || (scores.length > 0 && scores.length < computed.length))
    throw new Error(`${slug}: its examples do not say whether it has a score`)
  return scores.length > 0
}

function screenOf(name: string, schemas: Schemas, writer: TypeWriter): string {
  const part = (suffix: string): string =>
    writer.declare(`Screen${name}${suffix}`, schemas[`Screen${name}${suffix}`] ?? missing(`Screen${name}${suffix}`))
  return `${comment({ title: name.toUpperCase() }, '  ')}  readonly ${name.toLowerCase()}: {\n    readonly input: ${part('Input')}\n    readonly result: ${part('Result')}\n  }`
}

const literals = (values: readonly string[]): string =>
  [...new Set(values)].map((value) => JSON.stringify(value)).join(' | ') || 'never'

function missing(name: string): never {
  throw new Error(`the document has no ${name}`)
}
