/** Forms as Questionnaires of SDC, generated from the schema of the request. Ids and own short labels alone. */
import type { Instrument } from '@activity-scores/shared/contract/instrument'
import { pascalCase } from '@activity-scores/shared/contract/result-schema'
import { alternatives } from '@activity-scores/shared/engine/json-schema'
import type { Extension, Questionnaire, QuestionnaireItem } from 'fhir/r4.js'
import { FORMS, type Form } from '../codes/forms.js'
import type { Leaf } from '../codes/leaves.js'
import { UCUM } from '../codes/systems.js'
import { formUnit } from '../read/form.js'
import type { ReadingModel } from '../read/model.js'
import { PUBLISHER, RELEASE_DATE } from './definitions.js'
import { localCoding } from './parts.js'

const CORE = 'http://hl7.org/fhir/StructureDefinition'
const SDC = 'http://hl7.org/fhir/uv/sdc/StructureDefinition'

export const formSlugs = (slugs: readonly string[]): readonly string[] =>
  slugs.filter((slug) => Object.hasOwn(FORMS, slug))

interface Described {
  readonly instrument: Instrument
  readonly model: ReadingModel
}

export function questionnaireOf(base: string, { instrument, model }: Described): Questionnaire {
  const { slug, title, version } = instrument
  const form = FORMS[slug] as Form
  return {
    resourceType: 'Questionnaire',
    id: slug,
    meta: { profile: [`${SDC}/sdc-questionnaire-calculated`] },
    url: `${base}/fhir/Questionnaire/${slug}`,
    version,
    name: pascalCase(slug),
    title,
    status: 'active',
    subjectType: ['Patient'],
    date: RELEASE_DATE,
    publisher: PUBLISHER,
    item: [...itemsOf(form, model), scoreItem(instrument, form)],
  }
}

const linkOf = ({ path }: Leaf): string => path.join('.').replace(/^items\./, '')

function itemsOf(form: Form, model: ReadingModel): QuestionnaireItem[] {
  const byPath = new Map(model.leaves.map((leaf) => [leaf.path.join('.'), leaf]))
  const leaves = form.items.flatMap((path) => byPath.get(path) ?? [])
  const byLink = new Map(leaves.map((leaf) => [linkOf(leaf), leaf]))
  const groups = Object.entries(form.groups ?? {})
  const grouped = new Set(groups.flatMap(([, ids]) => ids))
  const single = leaves.filter((leaf) => !grouped.has(linkOf(leaf))).map((leaf) => itemOf(leaf, form, model))
  return [
    ...single,
    ...groups.map(
      ([name, ids]): QuestionnaireItem => ({
        linkId: name,
        text: name,
        type: 'group',
        item: ids.map((id) => {
          const leaf = byLink.get(id)
          return leaf ? itemOf(leaf, form, model) : { linkId: id, text: 'aid or help', type: 'boolean' }
        }),
      }),
    ),
  ]
}

function scoreItem({ slug, title }: Instrument, { expression }: Form): QuestionnaireItem {
  return {
    linkId: 'score',
    text: title,
    type: 'decimal',
    readOnly: true,
    code: [localCoding(slug, title)],
    extension: [
      {
        url: `${SDC}/sdc-questionnaire-calculatedExpression`,
        valueExpression: { language: 'text/fhirpath', expression },
      },
    ],
  }
}

function itemOf(leaf: Leaf, form: Form, model: ReadingModel): QuestionnaireItem {
  const linkId = linkOf(leaf)
  const code = model.codes.field(leaf.name)?.codes?.filter(({ emit }) => emit === true)
  const [first] = code ?? []
  const coded = first
    ? {
        code: [
          {
            system: first.system,
            code: first.code,
            ...(first.display === undefined ? {} : { display: first.display }),
          },
        ],
      }
    : {}
  const weight = form.weights?.[leaf.path.join('.')]
  const base = { linkId, text: labelOf(leaf), ...coded }
  if (weight !== undefined) return { ...base, type: 'choice', answerOption: weighed(leaf, weight) }
  if (leaf.kind === 'code' && leaf.options.every((option) => typeof option === 'string'))
    return {
      ...base,
      type: 'choice',
      answerOption: leaf.options.map((option) => ({
        valueCoding: localCoding(`${leaf.name}.${option}`, String(option)),
      })),
    }
  return numberItem(base, leaf)
}

const labelOf = (leaf: Leaf): string => {
  const unit = leaf.kind === 'quantity' ? formUnit(leaf) : undefined
  return unit === undefined ? leaf.title : `${leaf.title} (${unit})`
}

/** Answers weigh level times weight; the older name of the extension stands beside the newer one, for R4 fillers that know that alone. */
function weighed(leaf: Leaf, weight: number): NonNullable<QuestionnaireItem['answerOption']> {
  const [low, high] = rangeOf(leaf)
  return Array.from({ length: high - low + 1 }, (_, i) => {
    const level = low + i
    const extension = ['itemWeight', 'ordinalValue'].map(
      (name): Extension => ({ url: `${CORE}/${name}`, valueDecimal: level * weight }),
    )
    return { valueCoding: { ...localCoding(`${leaf.name}.${level}`, `level ${level}`), extension } }
  })
}

/** Least and greatest value, of a quantity in the unit of the form. */
function rangeOf({ schema, kind, options, ...leaf }: Leaf): readonly [low: number, high: number] {
  const numbers = options.filter((option) => typeof option === 'number')
  if (numbers.length > 0) return [Math.min(...numbers), Math.max(...numbers)]
  const choices = alternatives(schema)
  const unit = kind === 'quantity' ? formUnit({ schema, kind, options, ...leaf }) : undefined
  const choice =
    unit === undefined ? choices[0] : choices.find(({ properties }) => properties?.['unit']?.enum?.includes(unit))
  const number = (unit === undefined ? choice : choice?.properties?.['value']) ?? {}
  const [low, high] = [number.minimum ?? number.exclusiveMinimum, number.maximum]
  if (low === undefined || high === undefined) throw new Error(`${leaf.dotted}: a form asks for a number from a range`)
  return [low, high]
}

function numberItem(base: Pick<QuestionnaireItem, 'linkId' | 'text' | 'code'>, leaf: Leaf): QuestionnaireItem {
  const [low, high] = rangeOf(leaf)
  const isWhole = leaf.kind !== 'quantity'
  const bound = (name: string, number: number): Extension =>
    isWhole ? { url: `${CORE}/${name}`, valueInteger: number } : { url: `${CORE}/${name}`, valueDecimal: number }
  const unit = leaf.kind === 'quantity' ? formUnit(leaf) : undefined
  const measured: Extension[] =
    unit === undefined
      ? []
      : [{ url: `${CORE}/questionnaire-unit`, valueCoding: { system: UCUM, code: unit, display: unit } }]
  return {
    ...base,
    type: isWhole ? 'integer' : 'decimal',
    extension: [...measured, bound('minValue', low), bound('maxValue', high)],
  }
}
