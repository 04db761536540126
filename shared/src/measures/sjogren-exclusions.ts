/**
 * Conditions that exclude a classification as Sjögren's syndrome. The two sets of criteria have different lists, so each
 * takes its own members of the one field `exclusions`, and each has a summary statement under a name of its own.
 */
import * as z from 'zod'
import type { Fault, Rule } from '../contract/instrument.js'
import { decided, or, undetermined, type Verdict, verdictOfFlag } from '../language/kleene.js'
import { recordOf } from '../language/records.js'

const CONDITIONS = {
  headNeckRadiation: 'Past radiation of head or neck',
  hepatitisC: 'Hepatitis C infection',
  activeHepatitisC: 'Active hepatitis C infection, confirmed by PCR',
  aids: 'AIDS',
  preExistingLymphoma: 'Lymphoma before the onset',
  sarcoidosis: 'Sarcoidosis',
  amyloidosis: 'Amyloidosis',
  graftVersusHostDisease: 'Graft-versus-host disease',
  igg4RelatedDisease: 'IgG4-related disease',
  anticholinergicDrugs: 'Use of anticholinergic drugs, not long enough ago to be without effect',
} as const

export type Exclusion = keyof typeof CONDITIONS
type Listed = Readonly<Partial<Record<Exclusion, boolean | null | undefined>>>

/** What stands before the first comma. */
const titleOf = (name: Exclusion): string => CONDITIONS[name].split(',')[0] ?? name

const condition = (name: Exclusion) =>
  z
    .boolean()
    .nullish()
    .meta({ title: titleOf(name), description: `${CONDITIONS[name]}; null or absent when not known` })

/** The request field `exclusions` with the conditions of one set of criteria. */
export const exclusionsField = <Name extends Exclusion>(names: readonly Name[]) =>
  z
    // Built from the list of names, one entry for each; fromEntries forgets its keys.
    .strictObject(
      Object.fromEntries(names.map((name) => [name, condition(name)])) as Record<Name, ReturnType<typeof condition>>,
    )
    .nullish()
    .meta({ title: 'Excluding conditions, one by one', description: 'Conditions that exclude the classification' })

/** Schema of `exclusionsUsed`. */
export const exclusionsUsedSchema = <Name extends Exclusion>(names: readonly Name[]) =>
  z
    .strictObject(
      Object.fromEntries(names.map((name) => [name, z.boolean().nullable()])) as Record<
        Name,
        z.ZodNullable<z.ZodBoolean>
      >,
    )
    .nullable()

export const exclusionsUsed = <Name extends Exclusion>(names: readonly Name[], listed: Listed | null | undefined) =>
  listed ? recordOf(names, (name) => listed[name] ?? null) : null

export interface Exclusions<Name extends Exclusion> {
  /** Met when a condition is present. */
  readonly verdict: Verdict
  readonly present: readonly Name[]
  readonly missing: readonly string[]
}

const REASON = 'missing:exclusions'

/** A summary statement settles it, since it must agree with the list (`exclusionsAgree`). */
export function exclusionsOf<Name extends Exclusion>(
  names: readonly Name[],
  statement: { readonly field: string; readonly value: boolean | null | undefined },
  listed: Listed | null | undefined,
): Exclusions<Name> {
  const present = names.filter((name) => listed?.[name] === true)
  if (statement.value != null) return { verdict: decided(statement.value), present, missing: [] }
  if (!listed) return { verdict: undetermined(REASON), present, missing: [statement.field] }
  const verdict = or(...names.map((name) => verdictOfFlag(listed[name], 'exclusions')))
  const open = names.filter((name) => listed[name] == null)
  return {
    verdict,
    present,
    missing: verdict.state === 'undetermined' ? open.map((name) => `exclusions.${name}`) : [],
  }
}

/** A summary statement that the list contradicts. */
export const exclusionsAgree = <Name extends Exclusion, Field extends string>(
  names: readonly Name[],
  field: Field,
): Rule<
  { readonly exclusions?: Listed | null | undefined } & { readonly [F in Field]?: boolean | null | undefined }
> => ({
  fields: [field, 'exclusions'],
  says: `\`${field}\` agrees with \`exclusions\`: true unless every condition is false, false unless one is true.`,
  check: (request): readonly Fault[] => {
    const value = request[field]
    const { exclusions } = request
    if (value == null || !exclusions) return []
    const contradicted = value
      ? names.every((name) => exclusions[name] === false)
      : names.some((name) => exclusions[name] === true)
    if (!contradicted) return []
    const message = `${field} contradicts exclusions. Correct one of them, or send only the right one.`
    return [{ pointer: `/${field}`, code: 'conflict', message }]
  },
})
