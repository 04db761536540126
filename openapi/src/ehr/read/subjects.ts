/** Whom resources are about: one patient in a call, or nothing is computed (ehr S3). */
import type { Held } from './collect.js'
import { type Issue, quoted } from './issue.js'
import type { Patient, Reference } from './resources.js'

const RELATIVE = /(?:^|\/)([A-Z][A-Za-z]+\/[A-Za-z0-9.-]{1,64})$/

/** Resolves references to one spelling: `Patient/1`, whatever server stands before it and whatever version behind it. */
export class Subjects {
  readonly #byUrl = new Map<string, string>()
  readonly #byIdentifier = new Map<string, string>()

  constructor(held: readonly Held[]) {
    for (const { resource, type, fullUrl } of held) {
      if (type !== 'Patient') continue
      const key = patientKey(resource as Patient, fullUrl)
      if (fullUrl !== undefined) this.#byUrl.set(fullUrl, key)
      for (const identifier of listOf(resource['identifier'])) {
        const name = nameOf(identifier)
        if (name !== undefined) this.#byIdentifier.set(name, key)
      }
    }
  }

  /** The key of a reference; nothing where it names nobody. */
  keyOf(reference: Reference | undefined): string | undefined {
    const { reference: written, identifier } = reference ?? {}
    if (written !== undefined && written !== '') return this.#keyOfWritten(written)
    const name = identifier && nameOf(identifier)
    return name === undefined ? undefined : (this.#byIdentifier.get(name) ?? name)
  }

  /** Looked at once for each spelling: the resources of a record name one patient. */
  #keyOfWritten(written: string): string {
    let key = this.#byUrl.get(written)
    if (key === undefined) {
      key = normalised(written)
      this.#byUrl.set(written, key)
    }
    return key
  }
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

function nameOf(identifier: unknown): string | undefined {
  const { system, value } = (identifier ?? {}) as { readonly system?: unknown; readonly value?: unknown }
  return typeof value === 'string' && value !== '' ? `identifier ${String(system ?? '')}|${value}` : undefined
}

/** `http://x/fhir/Patient/1/_history/2` becomes `Patient/1`. */
export function normalised(reference: string): string {
  const plain = reference.includes('/_history/') ? reference.replace(/\/_history\/[^/]*$/, '') : reference
  return RELATIVE.exec(plain)?.[1] ?? plain
}

/** Of a Patient itself. */
export function patientKey({ id, identifier }: Patient, fullUrl: string | undefined): string {
  if (id !== undefined) return `Patient/${id}`
  if (fullUrl !== undefined) return normalised(fullUrl)
  return identifier?.map(nameOf).find((name) => name !== undefined) ?? 'a Patient without id'
}

export function conflictOf(subjects: ReadonlyMap<string, string>): Issue {
  const names = [...subjects]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, MOST_NAMED)
    .map(([key, expression]) => `${quoted(key)} (${expression})`)
  return {
    status: 422,
    type: 'conflict',
    code: 'subject_conflict',
    text: `The resources are about ${subjects.size} patients: ${names.join(', ')}. Send those of one patient, or name the one in "subject". One patient's data never enter another's result.`,
    expression: [...subjects.values()][1],
  }
}

const MOST_NAMED = 4
