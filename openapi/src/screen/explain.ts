/** A protocol as a text that is read: each criterion with its rule as a tree of sentences. */
import type { Limits, Rule } from './protocol/rule-schema.js'
import type { Protocol } from './protocol/schema.js'

const OPERATORS = { above: '>', atLeast: '>=', below: '<', atMost: '<=' } as const

const limitsIn = (limits: Limits): string =>
  Object.entries(OPERATORS)
    .flatMap(([key, operator]) => {
      const limit = limits[key as keyof Limits]
      return limit === undefined ? [] : [`${operator} ${limit}`]
    })
    .join(' and ')

/** Lines of a rule; those of its parts are indented below it. */
function linesOf(rule: Rule, protocol: Protocol): readonly string[] {
  const titleOf = (input: string): string => protocol.inputs[input]?.title ?? input
  const dayOf = (name: string): string => (name === 'asOf' ? 'the day of screening' : titleOf(name))
  const below = (rules: readonly Rule[]): readonly string[] =>
    rules.flatMap((each) => linesOf(each, protocol).map((line) => `  ${line}`))
  if ('all' in rule) return ['all of:', ...below(rule.all)]
  if ('any' in rule) return ['at least one of:', ...below(rule.any)]
  if ('of' in rule) return [`at least ${rule.count} of:`, ...below(rule.of)]
  if ('agree' in rule) return ['what these ways say, if they do not contradict one another:', ...below(rule.agree)]
  if ('not' in rule) return ['not:', ...below([rule.not])]
  if ('part' in rule) return [`(${rule.part})`, ...below([rule.is])]
  if ('atSomeVisit' in rule)
    return ['at one examination of the screening period at least:', ...below([rule.atSomeVisit])]
  if ('atLatestVisit' in rule) return ['at the latest examination:', ...below([rule.atLatestVisit])]
  if ('cases' in rule) {
    const { default: chosen, title } = protocol.readings[rule.reading] ?? { default: '', title: '' }
    const cases = Object.entries(rule.cases).flatMap(([option, each]) => [
      `  ${option}${option === chosen ? ' (default)' : ''}:`,
      ...below([each]).map((line) => `  ${line}`),
    ])
    return [`by the reading ${rule.reading} (${title}):`, ...cases]
  }
  if ('rule' in rule) return [`the rule ${rule.rule}`]
  if ('call' in rule) return [`${protocol.calls[rule.call]?.use ?? rule.call}: ${rule.criterion}`]
  if ('criterion' in rule) return [`the criterion ${rule.criterion}`]
  if ('fact' in rule) return [titleOf(rule.fact)]
  if ('known' in rule) return [`${titleOf(rule.known)} is known`]
  if ('choice' in rule) return [`${titleOf(rule.choice)} is ${rule.in.join(' or ')}`]
  if ('measure' in rule) return [`${protocol.measures[rule.measure]?.title ?? rule.measure} ${limitsIn(rule)}`]
  if ('number' in rule) return [`${titleOf(rule.number)} ${limitsIn(rule)}`]
  if ('taken' in rule) return [`${titleOf(rule.taken)}: one of ${rule.drugs.join(', ')}`]
  if ('age' in rule) return [`completed years on ${dayOf(rule.on)} ${limitsIn(rule)}`]
  if ('from' in rule) {
    const unit = rule.months ? 'months' : 'days'
    return [`${unit} from ${dayOf(rule.from)} to ${dayOf(rule.to)} ${limitsIn(rule.months ?? rule.days ?? {})}`]
  }
  return [rule.always]
}

export function explained(protocol: Protocol): string {
  const { title, id, version, source, arms, rules, criteria, excludes, readings } = protocol
  const lines = [
    `# ${title}`,
    '',
    `${id} ${version}. ${source}`,
    '',
    `Arms: ${arms.map((arm) => arm.title).join('; ')}.`,
  ]
  const tree = (rule: Rule): void => {
    lines.push(...linesOf(rule, protocol).map((line) => `    ${line}`))
  }
  for (const { id: own, kind, title: name, says, text, arms: of, applies, rule } of criteria) {
    lines.push('', `## ${own} ${name} (${kind}${of ? `, ${of.join(', ')}` : ''})`, '', says, '')
    for (const sentence of text?.split('\n') ?? []) lines.push(`> ${sentence}`, '')
    if (applies) {
      lines.push(`Concerns (else: ${applies.otherwise}):`, '')
      tree(applies.when)
      lines.push('')
    }
    tree(rule)
  }
  for (const [name, rule] of Object.entries(rules)) {
    lines.push('', `## rule ${name}`, '')
    tree(rule)
  }
  if (excludes.length > 0) lines.push('', '## What cannot be true at once', '')
  for (const { says, answer } of excludes)
    lines.push(`- ${says} (${answer === 'refuse' ? 'refused' : 'to be settled'})`)
  if (Object.keys(readings).length > 0) lines.push('', '## Readings', '')
  for (const [name, reading] of Object.entries(readings))
    lines.push(
      `- ${name} ${reading.title}: ${reading.options.map((option) => `${option.id}${option.id === reading.default ? ' (default)' : ''}, ${option.says}`).join('; ')}`,
    )
  return `${lines.join('\n')}\n`
}
