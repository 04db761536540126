/** Answers of our own Questionnaires. Of several responses to one form the newest counts as a whole. */
import { FORMS } from '../codes/forms.js'
import type { Leaf } from '../codes/leaves.js'
import { LOCAL } from '../codes/systems.js'
import { unitOfText } from '../codes/units.js'
import type { Held } from './collect.js'
import { type Issue, malformed, type Note, quoted, refusedValue } from './issue.js'
import { modifierOf, whyModified } from './modified.js'
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
  /** Place of a response that names nobody. */
  readonly unnamed: string | undefined
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

/** A response to the form of the instrument, as it was read. */
interface Response {
  readonly held: Held
  readonly read: QuestionnaireResponse
  readonly time: Time | undefined
  readonly subject: string | undefined
}

/** `isWanted` says of whom and until when responses count. */
export function readForms(
  held: readonly Held[],
  form: FormModel,
  subjects: Subjects,
  isWanted: (subject: string | undefined, time: Time | undefined) => boolean,
): FormReading {
  const draft: Draft = { issues: [], notes: [] }
  const keys = new Map<string, string>()
  const all: Response[] = []
  let unnamed: string | undefined
  for (const each of held) {
    if (each.type !== 'QuestionnaireResponse') continue
    const response = responseIn(each, form, subjects, draft)
    if (!response) continue
    const { subject, time } = response
    if (subject === undefined) unnamed ??= each.expression
    if (!isWanted(subject, time) || !isReadable(response, form, draft)) continue
    if (subject !== undefined && !keys.has(subject)) keys.set(subject, each.expression)
    all.push(response)
  }
  const newest = newestOf(all, draft)
  return { answers: newest && answersOf(newest, form, draft), subjects: keys, unnamed, ...draft }
}

/** What nothing is later than; two that differ cannot be told apart. */
function newestOf(all: readonly Response[], { issues }: Draft): Response | undefined {
  const orderOf = (a: Response, b: Response): number => (a.time && b.time ? compareTimes(a.time, b.time) : 0)
  const [first, ...more] = all.filter((each) => !all.some((other) => orderOf(other, each) > 0))
  const other = more.find(({ read }) => JSON.stringify(read.item) !== JSON.stringify(first?.read.item))
  if (other)
    issues.push({
      status: 422,
      type: 'multiple-matches',
      code: 'observations_disagree',
      text: 'There are two responses to one form, of one time or without time, that differ. Send the one that is meant.',
      expression: other.held.expression,
    })
  return first
}

const CANONICAL = /\/Questionnaire\/([A-Za-z0-9.-]{1,64})(?:\|(.*))?$/

function responseIn(
  held: Held,
  { slug }: FormModel,
  subjects: Subjects,
  { issues, notes }: Draft,
): Response | undefined {
  const { expression } = held
  const canonical = CANONICAL.exec(String(held.resource['questionnaire'] ?? ''))
  if (canonical?.[1] !== slug) {
    const message = `${expression} answers another form than ${slug} and is not read.`
    notes.push({ code: 'form_not_read', pointer: '', message })
    return undefined
  }
  const modifier = modifierOf(held.resource)
  if (modifier !== undefined) {
    notes.push({ code: 'form_modified', pointer: '', message: `${expression} is not used: ${whyModified(modifier)}` })
    return undefined
  }
  const read = responses.read(held.resource)
  if (Array.isArray(read)) {
    issues.push(malformed('wrong_value_type', 'This QuestionnaireResponse is not what FHIR R4 says.', expression))
    return undefined
  }
  const response = read as QuestionnaireResponse
  const time = timeOf(response.authored)
  if (response.authored !== undefined && !time) {
    const text = 'The response has a time that is none of FHIR (with a time of day, a time zone is needed).'
    issues.push(malformed('wrong_value_type', text, `${expression}.authored`))
    return undefined
  }
  return { held, read: response, time, subject: subjects.keyOf(response.subject, held) }
}

/** Whether it is of the form's version, and neither stopped nor taken back. */
function isReadable({ held, read }: Response, { version }: FormModel, { issues, notes }: Draft): boolean {
  const { expression } = held
  const written = CANONICAL.exec(String(read.questionnaire ?? ''))?.[2]
  const major = written?.split('.')[0]
  if (major !== undefined && major !== version.split('.')[0]) {
    issues.push(
      refusedValue('questionnaire_version', `The form is of version ${quoted(written)}; version ${version} is read.`, {
        expression: `${expression}.questionnaire`,
      }),
    )
    return false
  }
  const { status } = read
  if (status === 'completed' || status === 'amended') return true
  if (status === 'in-progress') {
    notes.push({ code: 'questionnaire_in_progress', pointer: '', message: `${expression} is not completed yet.` })
    return true
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
  return false
}

function answersOf({ held, read, time, subject }: Response, form: FormModel, draft: Draft): FormAnswers {
  const values = new Map<string, { readonly value: unknown; readonly expression: string }>()
  const byName = new Map(form.leaves.filter(({ visit }) => visit === undefined).map((leaf) => [leaf.name, leaf]))
  const lists = new Map<string, string[]>()
  // Only an item of our form says in what unit a bare number is.
  const ownItems = new Set(Object.hasOwn(FORMS, form.slug) ? FORMS[form.slug]?.items : [])
  const seen = new Set<string>()
  let score: number | undefined
  for (const { item, expression } of itemsIn(read.item ?? [], `${held.expression}.item`, draft.notes)) {
    const [answer, ...more] = item.answer ?? []
    if (!answer) continue
    const { linkId } = item
    const place = `${expression}.answer`
    const flag = Object.hasOwn(form.flags, linkId) ? form.flags[linkId] : undefined
    const leaf = byName.get(linkId) ?? byName.get(`items.${linkId}`)
    const name = leaf?.name ?? linkId
    // Twice the item, or two answers in it: neither is known to be meant.
    if ((leaf || flag) && (more.length > 0 || seen.has(name)))
      draft.issues.push(malformed('parameter_repeated', `${linkId} is answered more than once.`, place))
    else if (linkId === 'score') score = answer.valueDecimal ?? answer.valueInteger
    else if (flag) {
      const list = lists.get(flag.list) ?? []
      lists.set(flag.list, list)
      if (answer.valueBoolean === true) list.push(flag.value)
      else if (answer.valueBoolean === undefined) {
        const text = `${linkId}: answer with valueBoolean.`
        draft.issues.push(refusedValue('value_not_coded', text, { expression: place, field: flag.list }))
      }
    } else if (!leaf)
      draft.notes.push({ code: 'item_not_known', pointer: '', message: `${expression}: no item of this form.` })
    else {
      const hasUnit = ownItems.has(leaf.path.join('.'))
      const value = answerValue(answer, leaf, { hasUnit, expression: place }, draft.issues)
      if (value !== undefined) values.set(leaf.path.join('.'), { value, expression: place })
    }
    seen.add(name)
  }
  for (const [list, members] of lists) values.set(list, { value: members, expression: held.expression })
  const { id } = held.resource
  const reference = held.fullUrl ?? (typeof id === 'string' ? `QuestionnaireResponse/${id}` : undefined)
  return { held, reference, time, subject, values, score }
}

function* itemsIn(
  items: readonly Item[],
  place: string,
  notes: Note[],
): Generator<{ readonly item: Item; readonly expression: string }> {
  for (const [i, item] of items.entries()) {
    const expression = `${place}[${i}]`
    if (isModified(item, expression, notes)) continue
    const answer = (item.answer ?? []).filter((each, k) => !isModified(each, `${expression}.answer[${k}]`, notes))
    yield { item: { ...item, answer }, expression }
    yield* itemsIn(item.item ?? [], `${expression}.item`, notes)
    for (const [k, each] of answer.entries()) yield* itemsIn(each.item ?? [], `${expression}.answer[${k}].item`, notes)
  }
}

function isModified(node: object, place: string, notes: Note[]): boolean {
  const modifier = modifierOf(node)
  if (modifier === undefined) return false
  notes.push({ code: 'item_modified', pointer: '', message: `${place} is not used: ${whyModified(modifier)}` })
  return true
}

/** Units of bare numbers in our forms, by the units that a field takes. */
export const formUnit = (leaf: Leaf): string | undefined =>
  leaf.units.includes('mm') && leaf.units.includes('cm') ? 'mm' : leaf.units.includes('mg/L') ? 'mg/L' : leaf.units[0]

function answerValue(
  answer: Answer,
  leaf: Leaf,
  { hasUnit, expression }: { readonly hasUnit: boolean; readonly expression: string },
  issues: Issue[],
): unknown {
  if (Object.keys(answer).filter((key) => /^value[A-Z]/.test(key)).length > 1) {
    issues.push(malformed('wrong_value_type', `${leaf.name}: an answer has one value.`, expression))
    return undefined
  }
  const number = answer.valueDecimal ?? answer.valueInteger
  if (leaf.kind === 'quantity') {
    if (number !== undefined && hasUnit) return { value: number, unit: formUnit(leaf) }
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
        `${leaf.name}: answer with ${hasUnit ? `a number in ${formUnit(leaf)}, or ` : ''}a quantity in ${leaf.units.join(', ')}.`,
        { expression, field: leaf.name },
      ),
    )
    return undefined
  }
  const coding = answer.valueCoding
  if (coding?.system === LOCAL || (coding !== undefined && coding.system === undefined)) {
    const option = leaf.options.find((each) => coding.code === String(each) || coding.code === `${leaf.name}.${each}`)
    if (option !== undefined) return option
    const grade = (coding.code ?? '').replace(`${leaf.name}.`, '')
    if (leaf.kind === 'number' && /^\d{1,4}$/.test(grade)) return Number(grade)
  }
  const value = number ?? answer.valueBoolean ?? answer.valueString
  if (value !== undefined) return value
  issues.push(
    refusedValue('value_not_coded', `${leaf.name}: the answer is none of this item.`, { expression, field: leaf.name }),
  )
  return undefined
}
