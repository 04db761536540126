/** Tags of the document in the order in which they are shown, and their groups: where most begin, then by disease. */
import { CONDITIONS, CORE_SLUGS, type Condition, type Instrument } from '../contract/instrument.js'

export interface Tag {
  readonly name: string
  readonly description: string
}

const SYSTEM: readonly Tag[] = [
  { name: 'catalogue', description: 'What is served here, described for machines' },
  { name: 'operations', description: 'Health and metrics of this process' },
]

/** `operations`: tags of what is made of several instruments. */
export function groupsOf(instruments: readonly Instrument[], operations: readonly Tag[]) {
  const core = CORE_SLUGS.flatMap((slug) => instruments.filter((instrument) => instrument.slug === slug))
  const groups = [
    { name: 'Begin here', tags: [...core.map(tagOf), ...operations] },
    ...Object.entries(CONDITIONS).map(([condition, name]) => ({
      name,
      tags: others(instruments, condition as Condition).map(tagOf),
    })),
    { name: 'This process', tags: SYSTEM },
  ].filter(({ tags }) => tags.length > 0)
  return {
    tags: groups.flatMap(({ tags }) => tags),
    'x-tagGroups': groups.map(({ name, tags }) => ({ name, tags: tags.map((tag) => tag.name) })),
  }
}

const others = (instruments: readonly Instrument[], condition: Condition): readonly Instrument[] =>
  instruments.filter((instrument) => instrument.condition === condition && !CORE_SLUGS.includes(instrument.slug))

const tagOf = ({ slug, title }: Instrument): Tag => ({ name: slug, description: title })
