import { categoryCode } from '@activity-scores/shared/contract/result-schema'
import * as z from 'zod'
import { CLASSES } from './formula.js'
import { functionalClass } from './manifest.js'

const able = (title: string, activities: string) =>
  z
    .boolean()
    .nullish()
    .meta({ title, description: `True when able to perform ${activities}, false when limited; null when not known` })

const systems = z.enum(['acr-1991', 'steinbrocker-1949', 'unstated']).meta({
  'x-options': { 'acr-1991': 'ACR 1991', 'steinbrocker-1949': 'Steinbrocker 1949', unstated: 'not stated' },
})

export const Request = z.strictObject({
  selfCareAble: able(
    'Able to perform usual self-care',
    'usual self-care: dressing, feeding, bathing, grooming and toileting',
  ),
  vocationalAble: able(
    'Able to perform usual work, school or homemaking',
    'usual vocational activities: work, school, homemaking; patient-desired, age- and sex-specific',
  ),
  avocationalAble: able(
    'Able to perform usual leisure activities',
    'usual avocational activities: recreation, leisure; patient-desired, age- and sex-specific',
  ),
  recordedClass: z
    .enum(CLASSES)
    .nullish()
    .meta({
      title: 'ACR functional class on record',
      description: 'Functional class as recorded; wins over the domains',
      'x-options': { I: 'class I', II: 'class II', III: 'class III', IV: 'class IV' },
    }),
  recordedClassSystem: systems.nullish().meta({
    title: 'Criteria that the recorded class is of',
    description:
      'Criteria that `recordedClass` is of: acr-1991 (default), steinbrocker-1949, or unstated where the record names none; of the last two class IV alone is accepted',
  }),
})
export type Request = z.infer<typeof Request>

export const Inputs = z.strictObject({
  selfCareAble: z.boolean().nullable(),
  vocationalAble: z.boolean().nullable(),
  avocationalAble: z.boolean().nullable(),
  recordedClass: z.enum(CLASSES).nullable(),
  recordedClassSystem: systems.nullable().describe('Null without a recorded class'),
})

const classes = z.enum(CLASSES)

export const Details = z.strictObject({
  class: classes.nullable().describe('Null when undetermined'),
  basis: z.enum(['recorded', 'domains']).nullable().describe('What the class stands on; null when undetermined'),
  possibleClasses: z.array(classes).describe('Every class that the inputs leave possible'),
  classByDomains: categoryCode(functionalClass).describe('What the domains alone give'),
})
