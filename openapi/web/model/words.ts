/** Texts of the pages. English stands here and beside it (`words-*.ts`); another language replaces what it has, key by key. */

import type { LATE } from './words-late.js'
import type { LINK } from './words-link.js'
import type { MAPS } from './words-maps.js'
import type { SITE } from './words-site.js'
import type { SMART } from './words-smart.js'
import type { VISITS } from './words-visits.js'

export const ENGLISH = {
  'ui.title': 'Activity Scores',
  'ui.instruments': 'Instruments',
  'ui.visits': 'Visits',
  'ui.found': '{count} of {all} instruments',
  'ui.yes': 'yes',
  'ui.no': 'no',
  'ui.choose': 'not stated',
  'ui.chooseUnit': 'unit?',
  'ui.unitOf': 'Unit of {field}',
  'ui.none': 'none of these',
  'ui.noEntries': 'none',
  'ui.add': 'Add: {what}',
  'ui.remove': 'Remove {what}',
  'ui.required': 'required',
  'ui.baseline': 'earlier visit',
  'ui.follow-up': 'this visit',
  'ui.fill': 'Fill with an example',
  'ui.clear': 'Empty the form',
  'ui.compute': 'Compute',
  'ui.input': 'Input',
  'ui.result': 'Result',
  'ui.nothing': 'Nothing entered yet. What is not entered stays unknown; it is never taken for zero.',
  'ui.loading': 'Loading',
  'ui.updating': 'updating',
  'ui.notComputable': 'Not computable',
  'ui.possible': 'possible {lower} to {upper}',
  'ui.atLeast': 'at least {lower}',
  'ui.atMost': 'at most {upper}',
  'ui.undetermined': 'not determined',
  'ui.couldBe': 'Could be: {bands}',
  'ui.missing': 'Missing',
  'ui.warnings': 'Please note',
  'ui.bands': 'Cut-offs ({set})',
  'ui.limits': 'Limits',
  'ui.category': 'Category',
  'ui.you': 'here',
  'ui.terms': 'What it is made of',
  'ui.term': 'Term',
  'ui.value': 'Value',
  'ui.sum': 'Sum',
  'ui.criteria': 'Criteria',
  'ui.criterion': 'Criterion',
  'ui.state': 'State',
  'ui.rule': 'Rule',
  'ui.working': 'Working',
  'ui.about': 'About this instrument',
  'ui.formula': 'Formula',
  'ui.population': 'For whom',
  'ui.notFor': 'Not for',
  'ui.citations': 'Sources',
  'ui.rights': 'Rights',
  'ui.version': 'version {version}',
  'ui.line': 'Line for a note',
  'ui.copy': 'Copy',
  'ui.copied': 'Copied',
  'ui.print': 'Print',
  'ui.request': 'For programs: request and answer',
  'ui.operation': 'Document of this operation',
  'ui.faults': 'The input is not valid',
  'ui.offline': 'The server does not answer. What is shown below is of {time}.',
  'ui.offlineEmpty': 'The server does not answer.',
  'ui.failed': 'The server could not answer ({status}). What is shown below may be out of date.',
  'ui.retry': 'Try again',
  'ui.waiting': 'Too many requests. Asked again in {seconds} s.',
  'ui.key': 'This server asks who calls. The key is kept in this page only and is gone when you leave it.',
  'ui.keyLabel': 'API key or token',
  'ui.keyRefused': 'The key was refused.',
  'ui.useKey': 'Use this key',
  'ui.readAs': 'read as {number}',
  'ui.printed': 'Printed {time}',
  'ui.name': 'Name',
  'ui.signature': 'Signature',
  'visit.ra': 'Rheumatoid arthritis visit',
  'visit.ssc': 'Systemic sclerosis visit',
  'visit.myositis': 'Myositis visit',
  'visit.sjogren': 'Sjögren visit',
  'visit.joints': 'Joints',
  'visit.skin': 'Skin',
  'visit.muscles': 'Muscles',
  'visit.domains': 'Organ domains',
  'visit.measures': 'Measures',
  'visit.lung': 'Lung',
  'visit.coreSet': 'Core set',
  'visit.symptoms': 'Symptoms',
  'visit.earlier': 'Earlier visit',
  'visit.date': 'Day of this visit',
  'visit.scores': 'Scores',
  'visit.more': 'Cut-offs, terms, criteria',
  'visit.notExamined': 'not examined',
  'visit.noEarlier': 'no earlier visit entered',
  'state.met': 'met',
  'state.not_met': 'not met',
  'state.undetermined': 'undetermined',
} as const

export type Word =
  | keyof typeof ENGLISH
  | keyof typeof LATE
  | keyof typeof LINK
  | keyof typeof MAPS
  | keyof typeof SITE
  | keyof typeof SMART
  | keyof typeof VISITS

/** What a language has of them; keys that it lacks stay English. */
export type Words = Readonly<Partial<Record<string, string>>>

export type Say = (word: Word, values?: Readonly<Record<string, string | number>>) => string

const known: Words = ENGLISH

export const speakerOf =
  (words: Words): Say =>
  (word, values = {}) =>
    (words[word] ?? known[word] ?? word).replace(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all))
