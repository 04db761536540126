import { categoryWithin, UNDETERMINED_CATEGORY } from '@activity-scores/shared/language/bands'
import { criterion } from '@activity-scores/shared/language/criteria'
import { between } from '@activity-scores/shared/language/interval'
import { decided, not, STATE_IN_WORDS, type Verdict, verdictOfFlag } from '@activity-scores/shared/language/kleene'
import { inputWarning, type Outcome, type Warning } from '@activity-scores/shared/language/outcome'
import { CLASSES, type Class, classOf, completions, isNested } from './formula.js'
import { classIv, functionalClass } from './manifest.js'
import type { Request } from './schema.js'

export function compute(request: Request): Outcome {
  const { selfCareAble, vocationalAble, avocationalAble, recordedClass } = request
  const patterns = completions({ selfCare: selfCareAble, vocational: vocationalAble, avocational: avocationalAble })
  const byDomains = CLASSES.filter((one) => patterns.some((pattern) => classOf(pattern) === one))
  const accepted = recordedClass && isAccepted(request) ? recordedClass : null
  const classes = accepted ? [accepted] : byDomains
  const category = categoryOf(classes)
  const found = classes.length === 1 ? (classes[0] ?? null) : null
  const isIv = accepted ? decided(accepted === 'IV') : not(verdictOfFlag(selfCareAble, 'selfCareAble'))
  const missing = found ? [] : DOMAINS.filter((domain) => request[domain] == null)

  return {
    status: found ? 'computed' : 'not_computable',
    score: null,
    category,
    criteria: [criterion(classIv, isIv)],
    terms: [],
    details: {
      class: found,
      basis: found && (accepted ? 'recorded' : 'domains'),
      possibleClasses: classes,
      classByDomains: categoryOf(byDomains).code,
    },
    inputs: {
      selfCareAble: selfCareAble ?? null,
      vocationalAble: vocationalAble ?? null,
      avocationalAble: avocationalAble ?? null,
      recordedClass: recordedClass ?? null,
      recordedClassSystem: recordedClass ? systemOf(request) : null,
    },
    missing,
    warnings: [
      ...(accepted || patterns.some(isNested) ? [] : [NON_NESTED]),
      ...(recordedClass ? systemWarnings(request) : []),
      ...(accepted && !byDomains.includes(accepted) ? [DIFFERS] : []),
    ],
    text: text(category.label, found, classes, isIv, missing),
  }
}

const DOMAINS = ['selfCareAble', 'vocationalAble', 'avocationalAble'] as const

const systemOf = ({ recordedClassSystem }: Request) => recordedClassSystem ?? 'acr-1991'

/** Of another system, or of none that is stated, class IV alone stands for class IV. */
const isAccepted = (request: Request): boolean => systemOf(request) === 'acr-1991' || request.recordedClass === 'IV'

const numberOf = (one: Class | undefined): number => CLASSES.indexOf(one ?? 'I') + 1

/** Classes are in rising order, so first and last are the ends of what is possible. */
const categoryOf = (classes: readonly Class[]) =>
  categoryWithin(functionalClass, between(numberOf(classes[0]), numberOf(classes.at(-1))))

const NON_NESTED = inputWarning(
  'non_nested_pattern',
  '',
  'The pattern of able and limited domains is none of the definition; the class is that of the most basic limited domain.',
)
const DIFFERS = inputWarning(
  'recorded_class_differs_from_domains',
  '/recordedClass',
  'The recorded class is not one that the domains give; the recorded class was used. See details.classByDomains.',
)
const UNSTATED = inputWarning(
  'class_system_unstated',
  '/recordedClassSystem',
  'The record does not say whose functional class it is; class IV alone is accepted for class IV of ACR 1991.',
)
const STEINBROCKER = inputWarning(
  'class_of_steinbrocker_1949',
  '/recordedClassSystem',
  'Steinbrocker classes are not interchangeable with those of ACR 1991; class IV alone is accepted for class IV.',
)

function systemWarnings(request: Request): readonly Warning[] {
  const system = systemOf(request)
  if (system === 'acr-1991') return []
  return [system === 'unstated' ? UNSTATED : STEINBROCKER]
}

function text(
  label: string,
  found: Class | null,
  classes: readonly Class[],
  isIv: Verdict,
  missing: readonly string[],
): string {
  if (found) return `ACR functional class ${label.slice('Class '.length)}`
  const iv = isIv.state === UNDETERMINED_CATEGORY ? 'class IV undetermined' : `class IV ${STATE_IN_WORDS[isIv.state]}`
  return `ACR functional class not determined: missing ${missing.join(', ')}; possible ${classes.join(', ')}; ${iv}`
}
