/** Kinds of values that several variables have. */
import * as z from 'zod'

/** A whole number in the environment. */
export const integer = (low: number, high: number, fallback: number) => {
  const allowed = `must be a whole number from ${low} to ${high}`
  return z
    .string()
    .regex(/^\d+$/, allowed)
    .transform(Number)
    .pipe(z.number().min(low, allowed).max(high, allowed))
    .default(fallback)
}

/** The name of a header, as Node gives it: in lower case. */
export const headerName = z
  .string()
  .regex(/^[A-Za-z0-9-]{1,64}$/, 'must be the name of a header')
  .transform((name) => name.toLowerCase())
