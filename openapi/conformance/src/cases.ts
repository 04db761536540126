/** The cases: what is sent, what must come out, and where that number is from. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Any JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json }

/** 1: as published, with rounding and category. 2: cut-offs, units, missing data, refusals. 3: rulings of Activity Scores. */
export type Level = 1 | 2 | 3

export interface Case {
  readonly id: string
  readonly title: string
  /** A paper, a published program, a clinical specification or a sum by hand; never the output of Activity Scores. */
  readonly source: string
  readonly kind: 'published' | 'derived' | 'cut-off' | 'missing' | 'unit' | 'refusal'
  readonly level: Level
  readonly input: { readonly [name: string]: Json }
  /** A part of the result: objects by the members given, criteria as states by id, warnings as codes. */
  readonly expect?: { readonly [name: string]: Json }
  /** The input must be refused, with a fault at this place. */
  readonly refuse?: { readonly pointer: string }
  /** Largest relative difference of numbers; 1e-9 without it. */
  readonly tolerance?: number
}

export interface CaseFile {
  readonly kit: '1'
  readonly instrument: string
  readonly version: string
  readonly cases: readonly Case[]
}

const FOLDER = new URL('../cases/', import.meta.url)

/** Every file of cases, in the order of the slugs. */
export function readCases(folder: string = fileURLToPath(FOLDER)): readonly CaseFile[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as CaseFile)
}
