export const CLASSES = ['I', 'II', 'III', 'IV'] as const
export type Class = (typeof CLASSES)[number]

/** True where the patient is able, false where limited, in the order of the definition: most basic first. */
export interface Domains {
  readonly selfCare: boolean
  readonly vocational: boolean
  readonly avocational: boolean
}

/** By the most basic limited domain, which for the four patterns of the definition is the definition. */
export function classOf({ selfCare, vocational, avocational }: Domains): Class {
  if (!selfCare) return 'IV'
  if (!vocational) return 'III'
  return avocational ? 'I' : 'II'
}

/** A pattern of the definition: who is limited in a basic domain is limited in those beyond it. */
export const isNested = ({ selfCare, vocational, avocational }: Domains): boolean =>
  (selfCare || !vocational) && (vocational || !avocational)

export type KnownDomains = { readonly [domain in keyof Domains]: boolean | null | undefined }

/** Every full pattern that what is known leaves possible. */
export function completions({ selfCare, vocational, avocational }: KnownDomains): readonly Domains[] {
  const patterns: Domains[] = []
  for (const s of either(selfCare))
    for (const v of either(vocational))
      for (const a of either(avocational)) patterns.push({ selfCare: s, vocational: v, avocational: a })
  return patterns
}

const BOTH = [true, false] as const
const ABLE = [true] as const
const LIMITED = [false] as const
const either = (known: boolean | null | undefined): readonly boolean[] => {
  if (known == null) return BOTH
  return known ? ABLE : LIMITED
}
