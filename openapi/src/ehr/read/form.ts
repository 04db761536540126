/** Answers of our own Questionnaires. Of several responses to one form the newest counts as a whole. */
import type { Leaf } from '../codes/leaves.js'
import { LOCAL } from '../codes/systems.js'
import { unitOfText } from '../codes/units.js'
import type { Held } from './collect.js'
import { type Issue, malformed, type Note, quoted, refusedValue } from './issue.js'
import { type Answer, type Item, type QuestionnaireResponse, responses } from './resources.js'
import type { Subjects } from './subjects.js'
import { compareTimes, type Time, timeOf } from './time.js'

export interface FormAnswers {
  readonly held: Held
  readonly reference: string | undefined
  readonly time: Time | undefined
  readonly subject: string | undefined
  /** By the dotted path of the request. */
  readonly values: ReadonlyMap<string, { readonly value: unknown; readonly expression: string }>
  /** What the form itself computed, where it did. */
  readonly score: number | undefined
}

export interface FormReading {
  readonly answers: FormAnswers | undefined
  readonly subjects: ReadonlyMap<string, string>
  readonly issues: readonly Issue[]
  readonly notes: readonly Note[]
}

/** What is known of the form of an instrument. */
export interface FormModel {
  readonly slug: string
  readonly version: string
  readonly leaves: readonly Leaf[]
  /** Items of the form that stand for a member of a list, such as `aids-dressing`. */
  readonly flags: Readonly<Record<string, { readonly list: string; readonly value: string }>>
}

interface Draft {
  readonly issues: Issue[]
  readonly notes: Note[]
}

export function readForms(held: readonly Held[], form: FormModel, subjects: Subjects): FormReading {
  const draft: Draft = { issues: [], notes: [] }
  const keys = new Map<string, string>()
  let newest: { held: Held; read: QuestionnaireResponse } | undefined
  for (const each of held) {
    if (each.type !== 'QuestionnaireResponse') continue
    const read = ownResponse(each, form, draft)
    if (!read) continue
    const key = subjects.keyOf(read.subject)
    if (key !== undefined && !keys.has(key)) keys.set(key, each.expression)
    if (!newest || isNewer(read, newest.read, each, draft)) newest = { held: each, read }
  }
  return { answers: newest && answersOf(newest.held, newest.read, form, subjects, draft), subjects: keys, ...draft }
}

function isNewer(a: QuestionnaireResponse, b: QuestionnaireResponse, held: Held, { issues }: Draft): boolean {
  const [one, other] = [timeOf(a.authored), timeOf(b.authored)]
  const order = one && other ? compareTimes(one, other) : 0
  if (order === 0 && JSON.stringify(a.item) !== JSON.stringify(b.item))
    issues.push({
      status: 422,
      type: 'multiple-matches',
      code: 'observations_disagree',
      text: 'There are two responses to one form, of one time or without time, that differ. Send the one that is meant.',
      expression: held.expression,
    })
  return order > 0
}

const CANONICAL = /\/Questionnaire\/([A-Za-z0-9.-]{1,64})(?:\|(.*))?$/

function ownResponse(
  held: Held,
  { slug, version }: FormModel,
  { issues, notes }: Draft,
): QuestionnaireResponse | undefined {
  const { expression } = held
  const canonical = CANONICAL.exec(String(held.resource['questionnaire'] ?? ''))
  if (canonical?.[1] !== slug) {
    const message = `${expression} answers another form than ${slug} and is not read.`
    notes.push({ code: 'form_not_read', pointer: '', message })
    return undefined
  }
  const read = responses.read(held.resource)
  if (Array.isArray(read)) {
    issues.push(malformed('wrong_value_type', 'This QuestionnaireResponse is not what FHIR R4 says.', expression))
    return undefined
  }
  const response = read as QuestionnaireResponse
  const major = canonical[2]?.split('.')[0]
  if (major !== undefined && major !== version.split('.')[0]) {
    issues.push(
      refusedValue(
        'questionnaire_version',
        `The form is of version ${quoted(canonical[2])}; version ${version} is read.`,
        {
          expression: `${expression}.questionnaire`,
        },
      ),
    )
    return undefined
  }
  const { status } = response
  if (status === 'completed' || status === 'amended') return response
  if (status === 'in-progress') {
    notes.push({ code: 'questionnaire_in_progress', pointer: '', message: `${expression} is not completed yet.` })
    return response
  }
  issues.push(
    refusedValue(
      'questionnaire_status',
      `The form has the status ${quoted(status ?? 'none')}. Completed, amended and in-progress ones are read.`,
      {
        expression: `${expression}.status`,
      },
    ),
  )
  return undefined
}

function answersOf(
  held: Held,
  read: QuestionnaireResponse,
  form: FormModel,
  subjects: Subjects,
  draft: Draft,
): FormAnswers {
  const values = new Map<string, { readonly value: unknown; readonly expression: string }>()
  const byName = new Map(form.leaves.filter(({ visit }) => visit === undefined).map((leaf) => [leaf.name, leaf]))
  const lists = new Map<string, string[]>()
  let score: number | undefined
  for (const { item, expression } of itemsIn(read.item ?? [], `${held.expression}.item`)) {
    const [answer, ...more] = item.answer ?? []
    if (!answer) continue
    const { linkId } = item
    const place = `${expression}.answer`
    const flag = form.flags[linkId]
    const leaf = byName.get(linkId) ?? byName.get(`items.${linkId}`)
    if (linkId === 'score') score = answer.valueDecimal ?? answer.valueInteger
    else if (flag) {
      const list = lists.get(flag.list) ?? []
      lists.set(flag.list, list)
      if (answer.valueBoolean === true) list.push(flag.value)
    } else if (!leaf)
      draft.notes.push({ code: 'item_not_known', pointer: '', message: `${expression}: no item of this form.` })
    else if (more.length > 0)
      draft.issues.push(malformed('parameter_repeated', `${linkId} is answered more than once.`, place))
    else {
      const value = answerValue(answer, leaf, place, draft.issues)
      if (value !== undefined) values.set(leaf.path.join('.'), { value, expression: place })
    }
  }
  for (const [list, members] of lists) values.set(list, { value: members, expression: held.expression })
  const { id } = held.resource
  const reference = held.fullUrl ?? (typeof id === 'string' ? `QuestionnaireResponse/${id}` : undefined)
  return { held, reference, time: timeOf(read.authored), subject: subjects.keyOf(read.subject), values, score }
}

function* itemsIn(
  items: readonly Item[],
  place: string,
): Generator<{ readonly item: Item; readonly expression: string }> {
  for (const [i, item] of items.entries()) {
    const expression = `${place}[${i}]`
    yield { item, expression }
    yield* itemsIn(item.item ?? [], `${expression}.item`)
    for (const [k, answer] of (item.answer ?? []).entries())
      yield* itemsIn(answer.item ?? [], `${expression}.answer[${k}].item`)
  }
}

/** Units of bare numbers in our forms, by the units that a field takes. */
export const formUnit = (leaf: Leaf): string | undefined =>
  leaf.units.includes('mm') && leaf.units.includes('cm') ? 'mm' : leaf.units.includes('mg/L') ? 'mg/L' : leaf.units[0]

function answerValue(answer: Answer, leaf: Leaf, expression: string, issues: Issue[]): unknown {
  const number = answer.valueDecimal ?? answer.valueInteger
  if (leaf.kind === 'quantity') {
    if (number !== undefined) return { value: number, unit: formUnit(leaf) }
    const { valueQuantity: quantity } = answer
    const code = quantity?.code ?? unitOfText(quantity?.unit ?? '', leaf.units)
    if (quantity?.value !== undefined && code !== undefined && leaf.units.includes(code))
      return {
        value: quantity.value,
        unit: code,
        ...(quantity.comparator === undefined ? {} : { comparator: quantity.comparator }),
      }
    issues.push(
      refusedValue(
        'unit_not_accepted',
        `${leaf.name}: answer with a number in ${formUnit(leaf)}, or a quantity in ${leaf.units.join(', ')}.`,
        { expression, field: leaf.name },
      ),
    )
    return undefined
  }
  const coding = answer.valueCoding
  if (coding?.system === LOCAL || (coding !== undefined && coding.system === undefined)) {
    const option = leaf.options.find((each) => coding.code === String(each) || coding.code === `${leaf.name}.${each}`)
    if (option !== undefined) return option
    if (leaf.kind === 'number' && /^\d+$/.test(coding.code?.split('.').at(-1) ?? ''))
      return Number(coding.code?.split('.').at(-1))
  }
  const value = number ?? answer.valueBoolean ?? answer.valueString
  if (value !== undefined) return value
  issues.push(
    refusedValue('value_not_coded', `${leaf.name}: the answer is none of this item.`, { expression, field: leaf.name }),
  )
  return undefined
}
