/** Requests drawn from the document of a running gateway, and every answer held against it. Seeded: a run can be repeated. */
import fc from 'fast-check'
import { Contract, type Reply } from './contract.js'
import { type Draft, drafts, shown } from './draw.js'
import { type Document, type Operation, operationsOf } from './operations.js'

export type Ask = (draft: Draft) => Promise<Reply>

export interface Finding {
  readonly operation: Operation
  readonly requests: number
  /** How many answers had which status. */
  readonly statuses: Readonly<Record<string, number>>
  /** The smallest request that was found to break the document, and how. */
  readonly broken: { readonly draft: Draft; readonly says: string } | undefined
}

export class Fuzzer {
  readonly operations: readonly Operation[]
  readonly #document: Document
  readonly #contract: Contract

  constructor(document: Document) {
    this.#document = document
    this.#contract = new Contract(document)
    this.operations = operationsOf(document)
  }

  /** Sends what the document shows and then draws, so many requests in all, or fewer where one breaks it: that one is shrunk. */
  async run(operation: Operation, ask: Ask, runs: number, seed: number): Promise<Finding> {
    const statuses: Record<string, number> = {}
    let requests = 0
    const property = fc.asyncProperty(drafts(operation, this.#document), async (draft) => {
      const reply = await ask(draft)
      requests++
      statuses[reply.status] = (statuses[reply.status] ?? 0) + 1
      const breaches = this.#contract.breaches(operation, draft, reply)
      if (breaches.length > 0) throw new Error(breaches.join('; '))
    })
    const examples = shown(operation).map((draft): [Draft] => [draft])
    const { failed, counterexample, errorInstance } = await fc.check(property, {
      numRuns: Math.max(runs, examples.length),
      seed,
      examples,
    })
    const [draft] = counterexample ?? []
    const says = errorInstance instanceof Error ? errorInstance.message : String(errorInstance)
    return { operation, requests, statuses, broken: failed && draft ? { draft, says } : undefined }
  }
}

/** A finding in words, with all that is needed to see it again. */
export const describe = ({ operation, broken }: Finding, seed: number): string =>
  `${operation.method} ${operation.path}: ${broken?.says}\n  seed ${seed}; smallest request found: ${JSON.stringify(broken?.draft).slice(0, 2000)}`
