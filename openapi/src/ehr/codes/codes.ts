/** The codes of a process: ours, with what a site adds, made ready to be looked up. */
import { readFileSync } from 'node:fs'
import { ConfigError } from '@activity-scores/shared/config/error'
import { CODES } from './data.js'
import { INSTRUMENTS } from './instruments.js'
import {
  type CodeEntry,
  type CodesFile,
  codesFile,
  type EvidenceEntry,
  type FieldEntry,
  type InstrumentEntry,
} from './schema.js'
import { LOCAL, systemOf } from './systems.js'

/** A field and the code under which it was found. */
export interface Match {
  readonly field: string
  readonly entry: CodeEntry
}

export interface Codes {
  readonly fields: ReadonlyMap<string, FieldEntry>
  readonly instruments: ReadonlyMap<string, InstrumentEntry>
  /** Codes of scores: their components are copies of inputs. */
  readonly scores: ReadonlySet<string>
  readonly valuesOnly: readonly string[]
  readonly evidence: readonly EvidenceEntry[]
  /** The entry of a field; of `sites.face` that of `sites.*`. */
  field(name: string): FieldEntry | undefined
  instrument(slug: string): InstrumentEntry
  /** The fields of a code, by its system and itself. */
  matches(system: string, code: string): readonly Match[]
  /** Codes under which a field is read, the local one last. */
  codesOf(field: string): readonly CodeEntry[]
}

const NOTHING: InstrumentEntry = {}
const NO_MATCH: readonly Match[] = []

/** Ours, and over them the file of the site. */
export function loadCodes(file: string | undefined): Codes {
  const ours: CodesFile = { ...CODES, instruments: { ...INSTRUMENTS } }
  return codesFrom(file === undefined ? ours : merged(ours, readSiteFile(file)))
}

function readSiteFile(file: string): CodesFile {
  let value: unknown
  try {
    value = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    throw new ConfigError(`FHIR_CODES_FILE: ${file} cannot be read, or is not JSON.`)
  }
  const parsed = codesFile.safeParse(value)
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'the file'}: ${message}`)
  throw new ConfigError(`FHIR_CODES_FILE: ${file} is not valid.\n  ${faults.join('\n  ')}`)
}

/** Lists grow, everything else is replaced; a code of the site is the site's to answer for. */
function merged(ours: CodesFile, theirs: CodesFile): CodesFile {
  const fields = { ...ours.fields }
  for (const [name, field] of Object.entries(theirs.fields ?? {})) {
    const before = fields[name] ?? {}
    const codes = (field.codes ?? []).map((code): CodeEntry => ({ ...code, status: 'site' }))
    fields[name] = {
      ...before,
      ...field,
      codes: [...(before.codes ?? []), ...codes],
      unitText: { ...before.unitText, ...field.unitText },
    }
  }
  const instruments = { ...ours.instruments }
  for (const [slug, entry] of Object.entries(theirs.instruments ?? {})) {
    const before = instruments[slug] ?? {}
    const output = (entry.output ?? []).map((coding) => ({ ...coding, status: 'site' as const }))
    instruments[slug] = { ...before, ...entry, output: [...(before.output ?? []), ...output] }
  }
  return { ...ours, fields, instruments, screen: theirs.screen }
}

/** Two names of one analyte, `ast` and `enzymes.ast`. */
const isOneAnalyte = (a: string, b: string): boolean => a.split('.').at(-1) === b.split('.').at(-1)

function codesFrom({ fields = {}, instruments = {}, valuesOnly = [], screen }: CodesFile): Codes {
  const bySystem = new Map<string, Map<string, Match[]>>()
  for (const [field, { codes = [] }] of Object.entries(fields))
    for (const entry of codes) {
      const byCode = bySystem.get(systemOf(entry.system)) ?? new Map<string, Match[]>()
      const others = byCode.get(entry.code) ?? []
      const other = others.find((each) => !isOneAnalyte(each.field, field))
      if (other)
        throw new ConfigError(
          `FHIR_CODES_FILE: fields.${field}: the code ${entry.code} of ${entry.system} is that of ${other.field} already.`,
        )
      byCode.set(entry.code, [...others.filter((each) => each.field !== field), { field, entry }])
      bySystem.set(systemOf(entry.system), byCode)
    }
  const named = new Map(Object.entries(fields))
  const groups = Object.keys(fields).filter((name) => name.endsWith('.*'))
  const groupOf = (name: string): string | undefined => groups.find((group) => name.startsWith(group.slice(0, -1)))
  const field = (name: string): FieldEntry | undefined => named.get(name) ?? named.get(groupOf(name) ?? '')
  const own = new Map<string, readonly Match[]>()
  const ownMatch = (code: string): readonly Match[] => {
    if (field(code)?.codes === undefined) return NO_MATCH
    let match = own.get(code)
    if (!match) {
      match = [{ field: code, entry: { system: LOCAL, code, status: 'verified', emit: true } }]
      if (named.has(code)) own.set(code, match)
    }
    return match
  }
  return {
    fields: named,
    instruments: new Map(Object.entries(instruments)),
    scores: new Set(Object.keys(instruments)),
    valuesOnly,
    evidence: screen?.evidence ?? [],
    field,
    instrument: (slug) => instruments[slug] ?? NOTHING,
    matches(system, code) {
      const known = bySystem.get(systemOf(system))?.get(code) ?? NO_MATCH
      return system === LOCAL && !known.some((each) => each.field === code) ? [...known, ...ownMatch(code)] : known
    },
    codesOf: (name) => [
      ...(field(name)?.codes ?? []),
      { system: LOCAL, code: name, status: 'verified', emit: true } as const,
    ],
  }
}
