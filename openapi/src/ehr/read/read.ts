/**
 * From what was sent to the inputs of an instrument: what was found, from where, and what was refused. A value is used only if its
 * meaning, unit, patient and time are certain. Nothing is computed here.
 */
import { type Candidate, findCandidates } from './candidates.js'
import type { Collection } from './collect.js'
import { type Asked, type Draft, isPlain, put, type Reading } from './draft.js'
import { type FormAnswers, type FormReading, readForms } from './form.js'
import type { Note } from './issue.js'
import { merge, removeAt, valueAt } from './members.js'
import { type ReadingModel, SAMPLED } from './model.js'
import { readPatients } from './patient.js'
import { pickValues } from './pick.js'
import { nameOf, type Selected } from './select.js'
import { conflictOf, isOfPatient, noPatient, Subjects, serversConflict } from './subjects.js'
import { compareTimes, daysBetween, isLater, type Time } from './time.js'
import { unversioned } from './versions.js'

export function readRecord(model: ReadingModel, record: Collection, given: Asked): Reading {
  const draft: Draft = {
    issues: [...record.issues],
    notes: [...record.notes],
    sources: [],
    input: {},
    newest: undefined,
  }
  const { held } = record
  const subjects = new Subjects(held)
  const asked =
    given.subject === undefined ? given : { ...given, subject: subjects.keyOf({ reference: given.subject }) }
  if (held.length === 0 && record.passedOver.length === 0 && record.notes.length === 0) return plainAlone(asked, draft)
  const found = findCandidates(held, { codes: model.codes, fields: model.fields, subjects, scores: model.codes.scores })
  const isOwn = (key: string | undefined): boolean => asked.subject === undefined || key === asked.subject
  const isWanted = (key: string | undefined, time: Time | undefined): boolean =>
    (asked.isStrict === true || isOwn(key)) && !(asked.asOf && time && isLater(time, asked.asOf))
  const forms = readForms(held, model, subjects, isWanted)
  draft.issues.push(...found.issues, ...forms.issues)
  draft.notes.push(...found.notes, ...forms.notes)
  for (const type of record.passedOver)
    draft.notes.push({
      code: 'resource_not_read',
      pointer: '',
      message: `Resources of the type ${type} are not read here.`,
    })
  const people = readPatients(held, subjects, (key) => asked.isStrict === true || isOwn(key))
  draft.issues.push(...people.issues)
  draft.notes.push(...people.notes.filter(({ pointer }) => pointer === '' || model.ofPatient.length > 0))
  const subject = subjectOf(found.candidates, forms, people.keys, asked, draft)
  for (const key of new Set([...people.keys.keys(), ...(subject === undefined ? [] : [subject])])) {
    const servers = subjects.serversOf(key)
    if (servers.length > 1 && isOwn(key)) draft.issues.push(serversConflict(key, servers))
  }
  const candidates = found.candidates.filter(
    (each) => isOwn(each.subject) && !(asked.asOf && each.time && isLater(each.time, asked.asOf)),
  )
  const form = forms.answers && isOwn(forms.answers.subject) ? forms.answers : undefined
  fillPatient(model, people, asked, draft)
  const chosen = pickValues(model, unversioned(candidates, held, draft), asked, draft)
  place(chosen, asked, draft)
  if (form) fillForm(form, asked, draft)
  windows(model, asked, draft)
  fillSampleDate(model, draft, asked)
  plainOver(asked, draft)
  const { input, newest } = draft
  const { sources, issues, notes } = inOrder(model, draft)
  const isPreliminary = sources.some(({ candidate }) => candidate?.isPreliminary === true)
  return { input, sources, issues, notes, subject, isPreliminary, newest, form }
}

/** Without a record. */
function plainAlone(asked: Asked, draft: Draft): Reading {
  plainOver(asked, draft)
  const { input, sources, issues, notes } = draft
  return {
    input,
    sources,
    issues,
    notes,
    subject: asked.subject,
    isPreliminary: false,
    newest: undefined,
    form: undefined,
  }
}

/** In the order of the fields, whatever the order of the record. */
function inOrder({ places }: ReadingModel, { sources, issues, notes }: Draft) {
  const placeOf = (name: string): number => places.get(name) ?? -1
  const noted = (note: Note): number => placeOf(note.pointer.slice(1).replaceAll('/', '.'))
  const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
  return {
    sources: sorted(sources, (a, b) => placeOf(a.path) - placeOf(b.path)),
    issues: sorted(issues, (a, b) => placeOf(a.field ?? '') - placeOf(b.field ?? '') || byText(a.code, b.code)),
    notes: distinct(sorted(notes, (a, b) => noted(a) - noted(b) || byText(a.code + a.message, b.code + b.message))),
  }
}

/** Nearly always there is nothing to be put in order. */
function sorted<T>(list: readonly T[], order: (a: T, b: T) => number): readonly T[] {
  const isInOrder = list.every((each, i) => i === 0 || order(list[i - 1] as T, each) <= 0)
  return isInOrder ? list : [...list].sort(order)
}

const distinct = (notes: readonly Note[]): readonly Note[] =>
  notes.filter(({ code, message }, i) => code !== notes[i - 1]?.code || message !== notes[i - 1]?.message)

/** The one patient of all that counts (ehr S3). */
function subjectOf(
  candidates: readonly Candidate[],
  forms: FormReading,
  people: ReadonlyMap<string, string>,
  asked: Asked,
  draft: Draft,
): string | undefined {
  const named = new Map<string, string>(people)
  for (const { subject, expression } of candidates)
    if (subject !== undefined && !named.has(subject)) named.set(subject, `${expression}.subject`)
  for (const [key, expression] of forms.subjects) if (!named.has(key)) named.set(key, expression)
  if (asked.subject !== undefined) {
    if (!isOfPatient(asked.subject)) draft.issues.push(noPatient(asked.subject, 'subject'))
    if (asked.isStrict === true) {
      const strangers = [...named].filter(([key]) => key !== asked.subject)
      if (strangers.length > 0)
        draft.issues.push(conflictOf(new Map([[asked.subject, 'the patient of the call'], ...strangers])))
    }
    const nobody = candidates.find(({ subject }) => subject === undefined)
    const name = nobody ? nameOf(nobody) : forms.unnamed
    if (name !== undefined)
      draft.notes.push({
        code: 'subject_missing',
        pointer: '',
        message: `${name} names no patient and is not read.`,
      })
    return asked.subject
  }
  if (named.size > 1) draft.issues.push(conflictOf(named))
  const [subject] = named.keys()
  if (named.size === 1 && subject !== undefined && !isOfPatient(subject))
    draft.issues.push(noPatient(subject, named.get(subject) ?? ''))
  const isUnnamed = forms.unnamed !== undefined || candidates.some((each) => each.subject === undefined)
  if (isUnnamed || (named.size === 0 && candidates.length > 0))
    draft.notes.push({
      code: 'subject_missing',
      pointer: '',
      message: 'Values name no patient; that they are of one patient is the word of the caller.',
    })
  return named.size === 1 ? subject : undefined
}

function place(chosen: readonly Selected[], asked: Asked, draft: Draft): void {
  for (const { leaf, value, candidate, notes } of chosen) {
    draft.notes.push(...notes)
    put(
      draft,
      asked,
      {
        path: leaf.dotted,
        expression: `${candidate.expression}.value`,
        reference: candidate.reference,
        time: candidate.time,
        candidate,
        field: leaf.name,
      },
      value,
      leaf.path,
    )
  }
}

function fillPatient(model: ReadingModel, people: ReturnType<typeof readPatients>, asked: Asked, draft: Draft): void {
  if (!people.source) return
  const needless = needlessFor(model, asked)
  for (const name of model.ofPatient) {
    const value = people.values[name]
    if (value === undefined || needless.has(name)) continue
    put(
      draft,
      asked,
      {
        path: name,
        expression: `${people.source.expression}.${name === 'sex' ? 'gender' : name}`,
        reference: undefined,
        field: name,
      },
      value,
    )
  }
}

/** An age is sent instead of a birth date. */
const needlessFor = ({ entry }: ReadingModel, { plain }: Asked): ReadonlySet<string> =>
  new Set(Object.entries(entry.insteadOf ?? {}).flatMap(([name, others]) => (plain[name] == null ? [] : others)))

function fillSampleDate(model: ReadingModel, draft: Draft, asked: Asked): void {
  if (!model.hasSampleDate || needlessFor(model, asked).has('sampleDate') || isPlain(asked, ['sampleDate'])) return
  const day = draft.sources.find(({ field }) => field === SAMPLED)?.time
  if (day && day.firstDay === day.lastDay) draft.input['sampleDate'] = day.firstDay
}

function fillForm(form: FormAnswers, asked: Asked, draft: Draft): void {
  for (const [path, { value, expression }] of form.values) {
    const other = draft.sources.find((each) => each.path === path)
    const order = other?.time && form.time ? compareTimes(form.time, other.time) : 0
    if (other && order < 0) continue
    if (other && order === 0 && JSON.stringify(value) !== JSON.stringify(valueAt(draft.input, path.split('.')))) {
      draft.issues.push({
        status: 422,
        type: 'multiple-matches',
        code: 'observations_disagree',
        text: `${path}: the form and ${other.reference ?? other.expression} say different values, and neither is known to be later.`,
        expression,
        field: path,
      })
      continue
    }
    put(draft, asked, { path, expression, reference: form.reference, time: form.time, field: path }, value)
  }
}

/** How old a value may be beside the newest, or beside the day that was asked for (ehr S10). */
function windows(model: ReadingModel, asked: Asked, draft: Draft): void {
  const anchor = asked.asOf ?? draft.newest
  if (!anchor || model.visits > 1) return
  for (const source of [...draft.sources]) {
    const { windowDays, expiresDays } = model.codes.field(source.field) ?? {}
    if (!source.time || windowDays === undefined) continue
    const days = daysBetween(source.time, anchor)
    if (days <= windowDays && (expiresDays === undefined || days <= expiresDays)) continue
    const pointer = `/${source.path.replaceAll('.', '/')}`
    if (expiresDays !== undefined && days > expiresDays) {
      draft.sources.splice(draft.sources.indexOf(source), 1)
      removeAt(draft.input, source.path.split('.'))
      draft.notes.push({
        code: 'input_expired',
        pointer,
        message: `${source.field} is ${days} days old, more than ${expiresDays}; it counts as missing.`,
      })
    } else
      draft.notes.push({
        code: 'inputs_not_contemporaneous',
        pointer,
        message: `${source.field} is ${days} days old, more than ${windowDays}.`,
      })
  }
}

function plainOver({ plain, plainPlaces }: Asked, draft: Draft): void {
  merge(draft.input, plain)
  for (const [path, expression] of plainPlaces) draft.sources.push({ path, expression, field: path })
}
