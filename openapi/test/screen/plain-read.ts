/** How the plain evaluator reads inputs: `null` is missing, a wrong kind of value is a mistake of the cohort. */
import type { Truth } from './plain-logic.js'

export type Inputs = Readonly<Record<string, unknown>>

const given = (inputs: Inputs, name: string): unknown => inputs[name] ?? null

export function flag(inputs: Inputs, name: string): Truth {
  const value = given(inputs, name)
  if (value === null || typeof value === 'boolean') return value
  throw new Error(`${name} is not a yes or no`)
}

export function number(inputs: Inputs, name: string): number | null {
  const value = given(inputs, name)
  if (value === null || typeof value === 'number') return value
  throw new Error(`${name} is not a number`)
}

export function text(inputs: Inputs, name: string): string | null {
  const value = given(inputs, name)
  if (value === null || typeof value === 'string') return value
  throw new Error(`${name} is not a text`)
}

export function group(inputs: Inputs, name: string): Inputs | null {
  const value = given(inputs, name)
  if (value === null || typeof value === 'object') return value as Inputs | null
  throw new Error(`${name} is not an object`)
}

export function list(inputs: Inputs, name: string): readonly Inputs[] | null {
  const value = given(inputs, name)
  if (value === null || Array.isArray(value)) return value as readonly Inputs[] | null
  throw new Error(`${name} is not a list`)
}

/** One of the words, or missing. */
export function word(inputs: Inputs, name: string, ...words: readonly string[]): string | null {
  const value = text(inputs, name)
  if (value === null || words.includes(value)) return value
  throw new Error(`${name} is ${value}`)
}

/** Positive, negative or unknown. */
export function positive(inputs: Inputs, name: string): Truth {
  const value = word(inputs, name, 'positive', 'negative')
  return value === null ? null : value === 'positive'
}

/** Conversions of the RA file 0.10 that the cohort needs; umol/L to mg/dL is creatinine. */
const CONVERSIONS: Readonly<Record<string, (value: number) => number>> = {
  'umol/L to mg/dL': (value) => value / 88.4,
  'mg/dL to mg/L': (value) => value * 10,
  'g/dL to g/L': (value) => value * 10,
  'cm to mm': (value) => value * 10,
}

function refuseCensored(quantity: Inputs, name: string): void {
  if (given(quantity, 'comparator') !== null) throw new Error(`${name}: censored values are not in this evaluator`)
}

/** A quantity in the unit asked for. */
export function amount(inputs: Inputs, name: string, unit: string): number | null {
  const quantity = group(inputs, name)
  if (quantity === null) return null
  refuseCensored(quantity, name)
  const value = number(quantity, 'value')
  if (value === null || quantity['unit'] === unit) return value
  const convert = CONVERSIONS[`${quantity['unit']} to ${unit}`]
  if (!convert) throw new Error(`${name}: no way from ${quantity['unit']} to ${unit}`)
  return convert(value)
}

/** Value over the upper limit that came with it; missing if either is. */
export function timesUpperLimit(inputs: Inputs, name: string): number | null {
  const quantity = group(inputs, name)
  if (quantity === null) return null
  refuseCensored(quantity, name)
  const value = number(quantity, 'value')
  const upperLimit = number(quantity, 'upperLimit')
  return value === null || upperLimit === null ? null : value / upperLimit
}
