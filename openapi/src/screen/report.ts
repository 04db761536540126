/** The screening as a Markdown table, one line a criterion, for a screening log. It states; it does not advise. */
import type { Screening } from './answer.js'
import type { Plan } from './plan.js'

const STATES: Readonly<Record<string, string>> = {
  met: 'met',
  not_met: 'NOT MET',
  undetermined: 'undetermined',
  excluded: 'EXCLUDED',
  not_excluded: 'not excluded',
}

/** Nothing in a cell ends it, or the row. */
const cell = (text: string): string =>
  /[\\|\n]/.test(text) ? text.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replaceAll('\n', ' ') : text

export function markdown({ protocol }: Plan, screening: Omit<Screening, 'report' | 'text'>, text: string): string {
  const arm = protocol.arms.find(({ id }) => id === screening.arm)?.title ?? screening.arm
  const lines = [
    `# ${protocol.title}`,
    '',
    `Arm: ${arm}. As of: ${screening.asOf}. Protocol file ${protocol.id} ${protocol.version}.`,
    '',
    `**Verdict: ${screening.verdict}.** ${text}`,
    '',
    '| criterion | state | value | rule | source |',
    '|---|---|---|---|---|',
  ]
  for (const { id, title, state, basis, rule, source, reasons, readings, flags } of screening.criteria) {
    const values = basis.flatMap((each) => (each.value === null ? [] : [`${each.title}: ${each.value}`]))
    const open = state === 'undetermined' ? [`open: ${reasons.join(', ')}`] : []
    const read = readings.length > 0 ? ` (${readings.map((each) => `${each.id} ${each.option}`).join(', ')})` : ''
    const marks = flags.map(({ code }) => `[${code}]`)
    const value = [...new Set(values), ...open, ...marks].join('; ') || 'nothing sent'
    lines.push(
      `| ${cell(`${id} ${title}`)} | ${STATES[state]} | ${cell(value)} | ${cell(rule + read)} | ${cell(source)} |`,
    )
  }
  section(lines, 'Under another reading', screening.sensitivity, (each) => {
    const changed = each.criteria.map(({ id, from, to }) => `${id} ${from} -> ${to}`).join(', ')
    const verdict = each.verdict ? `; verdict ${each.verdict.from} -> ${each.verdict.to}` : ''
    return `${each.reading} ${each.other} instead of ${each.chosen}: ${changed}${verdict}`
  })
  section(lines, 'Inputs that are still needed', screening.nextInputs, ({ input, action, why, criteria }) => {
    return `${action} ${input} (${criteria.join(', ')}): ${why}`
  })
  section(lines, 'Conflicts', screening.conflicts, ({ title, inputs }) => `${title}: ${inputs.join(', ')}`)
  section(lines, 'Collisions', screening.collisions, ({ message, against }) => `${message} (${against.join(', ')})`)
  return `${lines.join('\n')}\n`
}

function section<Entry>(
  lines: string[],
  title: string,
  entries: readonly Entry[],
  line: (entry: Entry) => string,
): void {
  if (entries.length === 0) return
  lines.push('', `## ${title}`, '')
  for (const entry of entries) lines.push(`- ${line(entry)}`)
}
