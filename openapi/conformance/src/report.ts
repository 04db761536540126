/** What a run found, for people and for other programs. */
import type { Case } from './cases.js'
import type { Verdict } from './judge.js'

export interface Outcome {
  readonly instrument: string
  readonly one: Case
  readonly verdict: Verdict
}

export type Format = 'text' | 'tap' | 'json' | 'junit'

type State = Verdict['state']

const countOf = (outcomes: readonly Outcome[], state: State): number =>
  outcomes.filter(({ verdict }) => verdict.state === state).length

export const FORMATS: Readonly<Record<Format, (outcomes: readonly Outcome[]) => string>> = {
  text: asText,
  tap: asTap,
  json: asJson,
  junit: asJunit,
}

/** By instrument and level: passed, failed, not supported; then each failure with input, difference and source. */
function asText(outcomes: readonly Outcome[]): string {
  const groups = new Map<string, Outcome[]>()
  for (const outcome of outcomes) {
    const key = `${outcome.instrument}, level ${outcome.one.level}`
    groups.set(key, [...(groups.get(key) ?? []), outcome])
  }
  const table = [...groups].map(([key, each]) => `${key}: ${totals(each)}`)
  const failures = outcomes
    .filter(({ verdict }) => verdict.state === 'failed')
    .map(({ instrument, one, verdict }) =>
      [
        `FAILED ${instrument} ${one.id} (level ${one.level}, ${one.kind}): ${one.title}`,
        `  input  ${JSON.stringify(one.input)}`,
        ...verdict.differences.map((line) => `  differs ${line}`),
        `  source ${one.source}`,
      ].join('\n'),
    )
  return [...table, ...failures, `all: ${totals(outcomes)}`].join('\n')
}

const totals = (outcomes: readonly Outcome[]): string =>
  `${countOf(outcomes, 'passed')} passed, ${countOf(outcomes, 'failed')} failed, ${countOf(outcomes, 'unsupported')} not supported`

function asTap(outcomes: readonly Outcome[]): string {
  const lines = outcomes.map(({ instrument, one, verdict }, i) => {
    const name = `${instrument} ${one.id}`.replaceAll('#', '\\#')
    if (verdict.state === 'unsupported') return `ok ${i + 1} - ${name} # SKIP ${verdict.differences.join('; ')}`
    const notes = verdict.differences.map((line) => `# ${line}`)
    return [`${verdict.state === 'passed' ? 'ok' : 'not ok'} ${i + 1} - ${name}`, ...notes].join('\n')
  })
  return ['TAP version 14', ...lines, `1..${outcomes.length}`].join('\n')
}

function asJson(outcomes: readonly Outcome[]): string {
  const cases = outcomes.map(({ instrument, one, verdict }) => ({
    instrument,
    id: one.id,
    level: one.level,
    kind: one.kind,
    state: verdict.state,
    differences: verdict.differences,
    ...(verdict.state === 'failed' ? { input: one.input, source: one.source } : {}),
  }))
  const [passed, failed, unsupported] = (['passed', 'failed', 'unsupported'] as const).map((state) =>
    countOf(outcomes, state),
  )
  return JSON.stringify({ passed, failed, unsupported, cases }, null, 2)
}

/** Characters that XML 1.0 has no place for are left out. */
const escaped = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

function asJunit(outcomes: readonly Outcome[]): string {
  const cases = outcomes.map(({ instrument, one, verdict }) => {
    const head = `  <testcase classname="${escaped(instrument)}" name="${escaped(one.id)}"`
    const text = escaped(verdict.differences.join('; '))
    if (verdict.state === 'passed') return `${head}/>`
    if (verdict.state === 'failed')
      return `${head}><failure message="${text}">${escaped(one.source)}</failure></testcase>`
    return `${head}><skipped message="${text}"/></testcase>`
  })
  const [failures, skipped] = [countOf(outcomes, 'failed'), countOf(outcomes, 'unsupported')]
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuite name="activity-scores-conformance" tests="${outcomes.length}" failures="${failures}" skipped="${skipped}">`,
    ...cases,
    '</testsuite>',
  ].join('\n')
}
