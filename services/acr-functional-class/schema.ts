import { categoryCode } from '@activity-scores/shared/contract/result-schema'
import { z } from 'zod'
import { CLASSES } from './formula.js'
import { functionalClass } from './manifest.js'

const able = (activities: string) =>
  z.boolean().nullish().describe(`True when able to perform ${activities}, false when limited; null when not known`)

const systems = z.enum(['acr-1991', 'steinbrocker-1949', 'unstated'])

export const Request = z.strictObject({
  selfCareAble: able('usual self-care: dressing, feeding, bathing, grooming and toileting'),
  vocationalAble: able('usual vocational activities: work, school, homemaking; patient-desired, age- and sex-specific'),
  avocationalAble: able('usual avocational activities: recreation, leisure; patient-desired, age- and sex-specific'),
  recordedClass: z.enum(CLASSES).nullish().describe('Functional class as recorded; wins over the domains'),
  recordedClassSystem: systems
    .nullish()
    .describe(
      'Criteria that `recordedClass` is of: acr-1991 (default), steinbrocker-1949, or unstated where the record names none; of the last two class IV alone is accepted',
    ),
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
