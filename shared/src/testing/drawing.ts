/**
 * What tests draw with: fast-check under the one seed of the run, which is printed with each file that draws. Each run has a
 * new seed unless the environment names one, so what a test demands must hold for every draw; a count of cases of some kind
 * is taken over constructed cases. Used by tests only.
 */
import { basename } from 'node:path'
import fc from 'fast-check'
import t from 'tap'
import { SEED } from './seed.js'
import './patience.js'

/** The word for `npm run t` that runs this file: the slug of an instrument, or the file's own name. */
function word(file = ''): string {
  const slug = /services\/dist\/([^/]+)\/test\//.exec(file)?.[1]
  return slug ?? basename(file).replace(/\.test\.js$/, '')
}

fc.configureGlobal({ seed: SEED })
t.comment(`seed ${SEED}`)
process.once('exit', () => {
  if (process.exitCode)
    process.stderr.write(`To draw the same again: SEED=${SEED} npm run t -- ${word(process.argv[1])}\n`)
})

/** How often to draw: `npm run test:long` draws what is too long for every run. */
export const draws = (usual: number, long: number): number => (process.env['LONG'] === '1' ? long : usual)

/** So many of a list, evenly from all of it, others with each seed; all of them in `npm run test:long`. */
export const someOf = <T>(list: readonly T[], usual: number): readonly T[] =>
  list.filter((_, i) => ((i + SEED) * usual) % list.length < draws(usual, list.length))

type Combination<Lists extends readonly (readonly unknown[])[]> = { [At in keyof Lists]: Lists[At][number] }

/** Every combination of the values: the examples of a property, so that what must be hit is constructed and not hoped for. */
export const each = <Lists extends readonly (readonly unknown[])[]>(...lists: Lists): Combination<Lists>[] =>
  lists.reduce<readonly (readonly unknown[])[]>(
    (all, list) => all.flatMap((one) => list.map((value) => [...one, value])),
    [[]],
  ) as Combination<Lists>[] // by construction

export { SEED } from './seed.js'
export { fc }
