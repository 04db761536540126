/** A screening log as a page that stands by itself: no script, nothing loaded, made for A4. */
import { createHash } from 'node:crypto'
import type { Log, LogRow } from './log.js'

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '')

const WIDTHS = [12, 8, 22, 22, 12, 8, 9, 7]

const STYLE = `
@page { size: A4 landscape; margin: 12mm 10mm 14mm }
* { box-sizing: border-box }
body { font: 8pt/1.3 "Liberation Sans", Arial, Helvetica, sans-serif; color: #111; margin: 0 auto; max-width: 277mm; padding: 4mm }
h1 { font-size: 13pt; margin: 0 0 3mm } h2 { font-size: 10.5pt; margin: 5mm 0 1.5mm; break-after: avoid }
dl { display: flex; flex-wrap: wrap; gap: 1mm 8mm; margin: 0 0 3mm } dl div { display: flex; gap: 1.5mm }
dt { color: #555 } dt::after { content: ":" } dd { margin: 0; font-weight: 600; min-width: 18mm; border-bottom: .2mm solid #999 }
.verdict { border: .4mm solid #111; padding: 1.5mm 2.5mm; font-weight: 600; margin: 0 0 3mm }
table { border-collapse: collapse; width: 100%; table-layout: fixed }
th, td { border: .2mm solid #888; padding: 1mm 1.3mm; vertical-align: top; text-align: left; overflow-wrap: break-word }
th { background: #eee; font-weight: 600 } thead { display: table-header-group } tr { break-inside: avoid }
td.state { font-weight: 600 } tr.obstacle td.state::before { content: "\\2716\\00a0" } tr.open td.state::before { content: "?\\00a0" }
tr.obstacle td.state { background: #f3d9d6 } tr.open td.state { background: #fbf0cf }
.words { font-style: italic } .observed { color: #444; display: block } ul { margin: 0; padding-left: 5mm }
footer { display: flex; gap: 12mm; margin-top: 8mm; break-inside: avoid } footer div { flex: 1; border-top: .2mm solid #111; padding-top: 1mm }
${WIDTHS.map((width, i) => `th:nth-child(${i + 1}) { width: ${width}% }`).join(' ')}
@media print { body { padding: 0; max-width: none } }
`

/** The policy of all answers, with the style of the page by its hash: a browser that opens it directly takes that and nothing else. */
export const LOG_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

const COLUMNS = [
  'Criterion',
  'State',
  'Words of the register',
  'Evidence',
  'Rule',
  'Holds until',
  'Source document',
  'Signature',
]

export function logPage(log: Log): string {
  const { title, head, verdict, rows, glossary, lists } = log
  const columns = COLUMNS.map((name) => `<th scope="col">${name}</th>`).join('')
  const facts = head
    .map(([name, value]) => `<div><dt>${name}</dt><dd>${escaped(value) || '&nbsp;'}</dd></div>`)
    .join('')
  const found = lists.map((list) => section(list.title, list.lines)).join('')
  const readings = glossary.map(({ id, title: passage, option, says }) => `${id} ${option}: ${says} (${passage})`)
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="referrer" content="no-referrer">
<title>Screening log: ${escaped(title)}</title><style>${STYLE}</style></head>
<body><h1>${escaped(title)}</h1><dl>${facts}</dl><p class="verdict">${escaped(verdict)}</p>
<table><thead><tr>${columns}</tr></thead><tbody>${rows.map(rowOf).join('')}</tbody></table>
${found}${readings.length > 0 ? section('Readings that were used', readings) : ''}
<footer><div>Investigator, date, signature</div><div>Second reader, date, signature</div></footer></body></html>
`
}

const section = (title: string, lines: readonly string[]): string =>
  `<h2>${escaped(title)}</h2><ul>${lines.map((line) => `<li>${escaped(line)}</li>`).join('')}</ul>`

function rowOf({ id, title, state, isObstacle, isOpen, words, rule, found, observed, expires }: LogRow): string {
  const of = isObstacle ? ' class="obstacle"' : isOpen ? ' class="open"' : ''
  const days = observed.map((line) => `<span class="observed">${escaped(line)}</span>`).join('')
  return `<tr${of}><td><b>${id}</b> ${escaped(title)}</td><td class="state">${escaped(state)}</td><td class="words">${escaped(words)}</td><td>${escaped(found)}${days}</td><td>${escaped(rule)}</td><td>${escaped(expires)}</td><td></td><td></td></tr>`
}
