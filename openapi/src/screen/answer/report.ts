/** The screening as a Markdown table, one line a criterion, for a screening log. It states; it does not advise. */
import { escapeMarkdown } from '@activity-scores/shared/language/text'
import type { Plan, PlannedCriterion, Readings } from '../engine/model.js'
import type { ScreenedCriterion, Screening } from './model.js'
import { wordingOf } from './wording.js'

export const STATES: Readonly<Record<string, string>> = {
  met: 'met',
  not_met: 'NOT MET',
  undetermined: 'undetermined',
  excluded: 'EXCLUDED',
  not_excluded: 'not excluded',
  not_applicable: 'not applicable',
}

export function markdown(
  plan: Plan,
  screening: Omit<Screening, 'report' | 'text'>,
  readings: Readings,
  text: string,
): string {
  const { protocol } = plan
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
  const planned = plan.criteria.get(screening.arm) ?? []
  screening.criteria.forEach((criterion, i) => {
    const { cells } = wordingOf(plan, planned[i] as PlannedCriterion, readings)
    lines.push(
      `| ${cells[0]} | ${STATES[criterion.state]} | ${escapeMarkdown(findingsOf(criterion))} | ${cells[1]} | ${cells[2]} |`,
    )
  })
  const [changes, needs] = [
    screening.sensitivity.filter(({ kind }) => kind === 'changes'),
    screening.sensitivity.filter(({ kind }) => kind === 'needs'),
  ]
  section(lines, 'Under another reading', changes, (each) => {
    const changed = each.criteria.map(({ id, from, to }) => `${id} ${from} -> ${to}`).join(', ')
    const verdict = each.verdict ? `; verdict ${each.verdict.from} -> ${each.verdict.to}` : ''
    return `${each.reading} ${each.other} instead of ${each.chosen}: ${changed}${verdict}`
  })
  section(lines, 'Other readings that need other inputs', needs, (each) => {
    const open = each.criteria.map(({ id }) => id).join(', ')
    return `${each.reading} ${each.other} instead of ${each.chosen}: ${open} needs ${each.needs.join(', ') || 'more'}`
  })
  section(lines, 'Inputs that are still needed', screening.nextInputs, ({ input, action, why, criteria }) => {
    return `${action} ${input} (${criteria.join(', ')}): ${why}`
  })
  section(lines, 'Conflicts', screening.conflicts, ({ title, inputs }) => `${title}: ${inputs.join(', ')}`)
  section(lines, 'Collisions', screening.collisions, ({ message, against }) => `${message} (${against.join(', ')})`)
  return `${lines.join('\n')}\n`
}

/** What was found, each finding once, and what leaves it open. */
export function findingsOf({ state, basis, reasons, flags }: ScreenedCriterion): string {
  const found: string[] = []
  for (const { title, value } of basis) {
    if (value === null) continue
    const finding = `${title}: ${value}`
    if (!found.includes(finding)) found.push(finding)
  }
  if (state === 'undetermined') found.push(`open: ${reasons.join(', ')}`)
  if (state === 'not_applicable') found.push(...reasons)
  for (const { code } of flags) found.push(`[${code}]`)
  return found.length > 0 ? found.join('; ') : 'nothing sent'
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
