/** `/batch`: a CSV is held against the catalogue before it is sent; the answer comes back as CSV. */
import { authorization, learn, load, loadWords, t } from '../forms/page.js'
import type { Entry } from '../model/catalogue.js'
import { type Field, formOf } from '../model/fields.js'
import { LATE } from '../model/words-late.js'

const SHOWN_ROWS = 5
const LARGEST_SHOWN = 20_000

const element = <E extends HTMLElement>(id: string): E => {
  const found = document.getElementById(id)
  if (!found) throw new Error(id)
  return found as E
}

learn(LATE)
await loadWords()
const choice = element<HTMLSelectElement>('instrument')
const input = element<HTMLInputElement>('file')
const check = element('check')
const send = element<HTMLButtonElement>('send')
const said = element('said')

/** Fields of one line, quotes heeded (RFC 4180). */
function cellsOf(line: string): readonly string[] {
  const cells = line.match(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g) ?? []
  const ends = line.endsWith(',') ? cells : cells.slice(0, -1)
  return ends.map((cell) =>
    cell
      .replace(/,$/, '')
      .replace(/^"(.*)"$/s, '$1')
      .replaceAll('""', '"'),
  )
}

/** Columns that the instrument takes: `esr`, `esr_unit`, `esr_comparator` for a quantity, dots within groups. */
function columnsOf(field: Field): readonly string[] {
  const name = field.path.replaceAll('/', '.')
  if (field.kind === 'group') return field.fields.flatMap(columnsOf)
  if (field.kind !== 'quantity') return [name]
  return [name, `${name}_unit`, ...field.members.map(({ path }) => `${name}_${path.slice(field.path.length + 1)}`)]
}

function table(rows: readonly (readonly string[])[]): HTMLTableElement {
  const made = document.createElement('table')
  for (const [i, row] of rows.entries()) {
    const tr = made.insertRow()
    for (const text of row) {
      const cell = document.createElement(i === 0 ? 'th' : 'td')
      if (i === 0) cell.scope = 'col'
      cell.textContent = text
      tr.append(cell)
    }
  }
  return made
}

function line(text: string, kind: string): HTMLElement {
  const made = document.createElement('p')
  made.className = kind
  made.textContent = text
  return made
}

async function look(): Promise<void> {
  check.replaceChildren()
  said.textContent = ''
  const [file] = input.files ?? []
  send.disabled = file === undefined
  if (!file) return
  const text = (await file.slice(0, LARGEST_SHOWN).text()).replace(/^\uFEFF/, '')
  const rows = text
    .split(/\r?\n/)
    .filter((each) => each !== '')
    .slice(0, SHOWN_ROWS + 1)
    .map(cellsOf)
  const entry = await load<Entry>(`/v1/instruments/${choice.value}`)
  const fields = formOf(entry.requestSchema, { units: entry.units, yes: '', no: '' })
  const known = new Set(['id', ...fields.flatMap(columnsOf)])
  const unknown = (rows[0] ?? []).filter((name) => !known.has(name))
  check.append(
    unknown.length > 0
      ? line(t('batch.unknown', { columns: unknown.join(', ') }), 'fault')
      : line(t('batch.known'), 'note'),
  )
  const box = document.createElement('div')
  box.className = 'wide-table'
  box.tabIndex = 0
  box.setAttribute('role', 'region')
  box.setAttribute('aria-label', t('batch.rows'))
  box.append(table(rows))
  check.append(box)
}

async function compute(): Promise<void> {
  const [file] = input.files ?? []
  if (!file) return
  said.textContent = t('ui.loading')
  try {
    const headers = { 'content-type': 'text/csv', accept: 'text/csv', prefer: 'csv=spreadsheet', ...authorization() }
    const reply = await fetch(`/v1/${choice.value}/batch`, { method: 'POST', headers, body: file })
    if (!reply.ok) {
      const { detail } = (await reply.json()) as { readonly detail?: string }
      said.textContent = detail ?? t('ui.failed', { status: reply.status })
      return
    }
    const answer = await reply.blob()
    const link = document.createElement('a')
    link.href = URL.createObjectURL(answer)
    link.download = `${choice.value}.csv`
    link.textContent = t('batch.download', { name: `${choice.value}.csv` })
    said.replaceChildren(link)
  } catch {
    said.textContent = t('ui.offlineEmpty')
  }
}

input.addEventListener('change', look)
choice.addEventListener('change', look)
send.addEventListener('click', compute)
document.querySelector('main')?.setAttribute('data-ready', 'true')
