/** What FHIR R4 calls modifiers: whoever does not know what one says must not use what it stands on (R4, 2.1.0.11 and 2.4.0.1). */

export type Modifier = 'modifierExtension' | 'implicitRules'

export function modifierOf(node: object): Modifier | undefined {
  const { modifierExtension, implicitRules } = node as Readonly<Record<Modifier, unknown>>
  if (modifierExtension !== undefined) return 'modifierExtension'
  return implicitRules === undefined ? undefined : 'implicitRules'
}

/** Why something is not used. */
export const whyModified = (modifier: Modifier): string =>
  `it has ${modifier === 'implicitRules' ? 'implicitRules' : 'a modifierExtension'}, which may change its meaning.`
