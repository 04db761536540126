/** What is entered on a page as the fragment of its address, which browsers send to no server, and back. */
import { type Field, type ListField, lengthOf, type Values } from './fields.js'
import { NONE } from './request.js'

const MARK = '#entered&'
/** What most programs for messages leave whole. */
export const LONGEST_LINK = 8000

/** Day of a visit, beside the values. */
const DAY = '=day'

export interface Entered {
  readonly values: Values
  readonly day?: string | undefined
}

export const isLink = (fragment: string): boolean => fragment.startsWith(MARK)

export function fragmentOf({ values, day }: Entered): string {
  const isAlone = (path: string): boolean => path.endsWith('/unit') && !values[path.replace(/unit$/, 'value')]
  const entered = Object.entries(values).filter(
    ([path, text]) => text !== '' && !path.endsWith('/=shown') && !isAlone(path),
  )
  const dated: [string, string][] = day === undefined || day === '' ? [] : [[DAY, day]]
  const said = new URLSearchParams([...dated, ...entered])
  return MARK + said.toString()
}

/** Units stand beside a value and are not one. */
export const countOf = (values: Values): number =>
  Object.entries(values).filter(([path, text]) => text !== '' && !path.endsWith('/unit')).length

/** Only values of fields that this page has. One that is not known, or comes twice, and nothing of it is taken. */
export function enteredOf(fragment: string, fields: readonly Field[]): Entered | undefined {
  if (!isLink(fragment) || fragment.length > LONGEST_LINK) return undefined
  const values = new Map<string, string>()
  let day: string | undefined
  for (const [path, text] of new URLSearchParams(fragment.slice(MARK.length))) {
    if (path === DAY && day === undefined && isDay(text)) day = text
    else if (isTaken(fields, path, text) && !values.has(path)) values.set(path, text)
    else return undefined
  }
  return countOf(Object.fromEntries(values)) === 0 ? undefined : { values: Object.fromEntries(values), day }
}

function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text))
}

/** Whether a field of the form has such a control, and the control such a choice. What is typed is left to the server to judge. */
function isTaken(fields: readonly Field[], path: string, text: string): boolean {
  const field = fields.find((each) => path === each.path || path.startsWith(`${each.path}/`))
  if (!field) return false
  const rest = path.slice(field.path.length + 1)
  switch (field.kind) {
    case 'number':
    case 'text':
      return rest === ''
    case 'choice':
      return rest === '' && field.options.some(({ raw }) => raw === text)
    case 'quantity':
      if (rest === 'unit') return field.units.some(({ code }) => code === text)
      return rest === 'value' || isTaken(field.members, path, text)
    case 'many':
      return text === 'on' && (rest === NONE || field.options.some(({ raw }) => raw === rest))
    case 'group':
      return isTaken(field.fields, path, text)
    case 'list':
      return rest === NONE ? text === 'on' : isInList(field, rest, path, text)
  }
}

function isInList(list: ListField, rest: string, path: string, text: string): boolean {
  const [, index] = /^(0|[1-9]\d{0,3})\//.exec(rest) ?? []
  if (index === undefined || lengthOf(list, { [path]: text }) === 0) return false
  return isTaken(list.itemAt(Number(index)).fields, path, text)
}
