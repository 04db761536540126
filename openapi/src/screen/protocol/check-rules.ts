/** What a rule refers to must exist and be of the right kind, and it must have a case for each option of a reading. */
import type { Names } from './check-names.js'
import { checkLimits, expectKind, expectNumber, wordsOf } from './check-types.js'
import type { Limits, Rule } from './rule-schema.js'

type Path = readonly PropertyKey[]
type Of<Key extends string> = Extract<Rule, Readonly<Record<Key, unknown>>>

export function checkRule(rule: Rule, path: Path, names: Names): void {
  const { exists, input } = names
  const child = (rule: Rule, ...keys: Path): void => checkRule(rule, [...path, ...keys], names)
  const each = (rules: readonly Rule[], key: string): void => {
    for (const [i, rule] of rules.entries()) child(rule, key, i)
  }
  const day = (name: string, key: string): void => {
    if (name !== 'asOf' && input(name, [...path, key])) expectKind(names, name, 'day', [...path, key])
  }
  if ('all' in rule) each(rule.all, 'all')
  else if ('any' in rule) each(rule.any, 'any')
  else if ('of' in rule) each(rule.of, 'of')
  else if ('agree' in rule) each(rule.agree, 'agree')
  else if ('not' in rule) child(rule.not, 'not')
  else if ('part' in rule) child(rule.is, 'is')
  else if ('atSomeVisit' in rule) child(rule.atSomeVisit, 'atSomeVisit')
  else if ('atLatestVisit' in rule) child(rule.atLatestVisit, 'atLatestVisit')
  else if ('cases' in rule) checkCases(rule, path, names)
  else if ('call' in rule) checkCall(rule, path, names)
  else if ('criterion' in rule) exists('criterion', names.criteria, rule.criterion, [...path, 'criterion'])
  else if ('rule' in rule) exists('rule', Object.keys(names.protocol.rules), rule.rule, [...path, 'rule'])
  else if ('fact' in rule) {
    if (input(rule.fact, [...path, 'fact'])) expectKind(names, rule.fact, 'yes or no', [...path, 'fact'])
  } else if ('taken' in rule) checkTaken(rule, path, names)
  else if ('known' in rule) input(rule.known, [...path, 'known'])
  else if ('measure' in rule) {
    exists('measure', names.measures, rule.measure, [...path, 'measure'])
    checkLimits(rule, path, names)
  } else if ('number' in rule) {
    if (input(rule.number.split('.')[0] ?? '', [...path, 'number']))
      expectNumber(names, rule.number, [...path, 'number'])
    checkLimits(rule, path, names)
  } else if ('choice' in rule) checkChoice(rule, path, names)
  else if ('age' in rule) {
    day(rule.age, 'age')
    day(rule.on, 'on')
    checkLimits(rule, path, names)
  } else if ('from' in rule) {
    day(rule.from, 'from')
    day(rule.to, 'to')
    for (const limits of [rule.months, rule.days]) checkLimits((limits ?? {}) as Limits, path, names)
    if ((rule.months === undefined) === (rule.days === undefined))
      names.report(path, 'needs months or days, one of the two')
  }
}

function checkCases({ reading, cases }: Of<'cases'>, path: Path, names: Names): void {
  const { exists, report, protocol } = names
  if (!exists('reading', names.readings, reading, [...path, 'reading'])) return
  const options = protocol.readings[reading]?.options.map(({ id }) => id) ?? []
  for (const option of Object.keys(cases)) exists('option', options, option, [...path, 'cases', option])
  for (const option of options)
    if (!(option in cases)) report([...path, 'cases'], `the option "${option}" of ${reading} has no case`)
  for (const [option, child] of Object.entries(cases)) checkRule(child, [...path, 'cases', option], names)
}

function checkCall({ call, criterion, from }: Of<'call'>, path: Path, names: Names): void {
  if (!names.exists('call', names.calls, call, [...path, 'call'])) return
  const instrument = names.bySlug.get(names.protocol.calls[call]?.use ?? '')
  const known = instrument?.criteria.map(({ id }) => id) ?? []
  names.exists('criterion of this instrument', known, criterion, [...path, 'criterion'])
  names.each('input', names.inputs, from, [...path, 'from'])
}

function checkChoice({ choice, in: accepted, open }: Of<'choice'>, path: Path, names: Names): void {
  if (!names.input(choice, [...path, 'choice'])) return
  expectKind(names, choice, 'word', [...path, 'choice'])
  const options = wordsOf(names, choice)
  names.each('option', options, accepted, [...path, 'in'])
  names.each('option', options, open, [...path, 'open'])
}

function checkTaken({ taken, drugs }: Of<'taken'>, path: Path, names: Names): void {
  if (!names.input(taken, [...path, 'taken'])) return
  const definition = names.protocol.inputs[taken]
  if (definition?.type !== 'courses') expectKind(names, taken, 'list', [...path, 'taken'])
  names.each('drug', definition?.type === 'courses' ? definition.drugs : [], drugs, [...path, 'drugs'])
}
