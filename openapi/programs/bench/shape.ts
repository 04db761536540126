/**
 * Equal work for the anchors, made from one exchange with the target: a check of the request as one would write it by hand
 * for this shape, and a fresh answer of the same content. Code is generated, since a walk over a description would cost
 * more than hand-written code does.
 */
export type Check = (body: unknown) => boolean
export type Build = (nudge: number) => unknown

const quoted = (value: unknown): string => JSON.stringify(value)

type Json = Readonly<Record<string, unknown>>
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** True for bodies with the keys and types of the sample. A list is checked item by item against its first. */
export function checkOf(sample: unknown): Check {
  let depth = 0
  const test = (at: string, value: unknown): string => {
    if (value === null) return `${at} === null`
    if (typeof value === 'string') return `typeof ${at} === 'string' && ${at}.length < 10000`
    if (typeof value === 'number') return `typeof ${at} === 'number' && ${at} > -1e15 && ${at} < 1e15`
    if (typeof value === 'boolean') return `typeof ${at} === 'boolean'`
    if (Array.isArray(value)) {
      const item = `item${depth++}`
      return `Array.isArray(${at})${value.length === 0 ? '' : ` && ${at}.every((${item}) => ${test(item, value[0])})`}`
    }
    const fields = Object.entries(value as Json)
    const closed = `typeof ${at} === 'object' && ${at} !== null && Object.keys(${at}).length === ${fields.length}`
    return [closed, ...fields.map(([key, child]) => test(`${at}[${quoted(key)}]`, child))].join(' && ')
  }
  return new Function('body', `return ${test('body', sample)}`) as Check
}

/** Makes the sample anew; numbers are computed, so that no part of it is a constant that could be kept. */
export function builderOf(sample: unknown): Build {
  const make = (value: unknown): string => {
    if (typeof value === 'number') return `${quoted(value)} + nudge`
    // A list of many is a list of its first: batches are as long as they are uniform.
    if (Array.isArray(value) && value.length > 50)
      return `Array.from({ length: ${value.length} }, () => (${make(value[0])}))`
    if (Array.isArray(value)) return `[${value.map(make).join(', ')}]`
    if (!isObject(value)) return quoted(value)
    return `{ ${Object.entries(value)
      .map(([key, child]) => `${quoted(key)}: ${make(child)}`)
      .join(', ')} }`
  }
  return new Function('nudge', `return (${make(sample)})`) as Build
}

/** One request and its answer, as exchanged with the target. */
export interface Exchange {
  readonly path: string
  readonly request: unknown
  readonly response: unknown
}

/** A number that is zero and that no compiler can know. */
export const nudge = (): number => (process.env['BENCH_NUDGE'] ? 1 : 0)
