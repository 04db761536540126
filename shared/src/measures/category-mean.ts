/** The mean over answered categories, of which a minimum is required, and what unanswered items can make of it. */
import { between, exactly, type Interval } from '../language/interval.js'

export interface CategoryScore {
  /** Null when no item of the category is answered. */
  readonly score: number | null
  /** The score when every item that is open gets its least or its greatest answer. */
  readonly least: number
  readonly greatest: number
}

export interface CategoryMean {
  /** Null when fewer categories than required are answered. */
  readonly mean: number | null
  /** Every mean that answering open items can give, categories without an answer left open or not. */
  readonly range: Interval
}

export function meanOfAnswered(categories: readonly CategoryScore[], required: number): CategoryMean {
  let total = 0
  let count = 0
  let isOpen = false
  for (const { score, least, greatest } of categories) {
    isOpen ||= least !== greatest
    if (score === null) continue
    total += score
    count += 1
  }
  const mean = count < required ? null : total / count
  return { mean, range: mean !== null && !isOpen ? exactly(mean) : completions(categories, required) }
}

function completions(categories: readonly CategoryScore[], required: number): Interval {
  const answered = categories.filter(({ score }) => score !== null)
  const open = categories.filter(({ score }) => score === null)
  const least = open.map((category) => category.least).sort((a, b) => a - b)
  const greatest = open.map((category) => category.greatest).sort((a, b) => b - a)
  const leastAnswered = sum(answered.map((category) => category.least))
  const greatestAnswered = sum(answered.map((category) => category.greatest))
  const lower: number[] = []
  const upper: number[] = []
  for (let size = Math.max(required, answered.length); size <= categories.length; size += 1) {
    const more = size - answered.length
    lower.push((leastAnswered + sum(least.slice(0, more))) / size)
    upper.push((greatestAnswered + sum(greatest.slice(0, more))) / size)
  }
  return between(Math.min(...lower), Math.max(...upper))
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
