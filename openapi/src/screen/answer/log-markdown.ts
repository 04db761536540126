/** A screening log in Markdown: a line a criterion, with columns for the source document and the signature. */
import { escapeMarkdown } from '@activity-scores/shared/language/text'
import type { Log } from './log.js'
import { cell } from './wording.js'

const COLUMNS = [
  'criterion',
  'state',
  'words of the register',
  'evidence',
  'rule',
  'holds until',
  'source document',
  'signature',
]

export function logMarkdown({ title, head, verdict, rows, glossary, lists }: Log): string {
  const lines = [
    `# ${title}`,
    '',
    ...head.map(([name, value]) => `- ${name}: ${value === '' ? '—' : escapeMarkdown(value)}`),
    '',
    `**${verdict}.**`,
    '',
    `| ${COLUMNS.join(' | ')} |`,
    `|${COLUMNS.map(() => '---').join('|')}|`,
    ...rows.map((row) => {
      const evidence = escapeMarkdown([row.found, ...row.observed].join('; '))
      const [before, after] = [
        [`${row.id} ${row.title}`, row.state, row.words],
        [row.rule, row.expires, '', ''],
      ]
      return `| ${[...before.map(cell), evidence, ...after.map(cell)].join(' | ')} |`
    }),
  ]
  for (const list of lists) lines.push('', `## ${list.title}`, '', ...list.lines.map((line) => `- ${inline(line)}`))
  if (glossary.length > 0) lines.push('', '## Readings that were used', '')
  for (const { id, title: passage, option, says } of glossary) lines.push(`- ${id} ${option}: ${says} (${passage})`)
  return `${lines.join('\n')}\n`
}

/** Words of a protocol begin no line of their own. */
const inline = (text: string): string => text.replaceAll(/[\r\n]+/g, ' ')
