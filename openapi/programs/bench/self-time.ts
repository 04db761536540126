/** Self time of functions in a CPU profile as V8 writes it. */
export interface Profile {
  readonly nodes: readonly {
    readonly id: number
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number }
  }[]
  readonly samples: readonly number[]
  /** Microseconds before each sample. */
  readonly timeDeltas: readonly number[]
}

export interface Hot {
  readonly name: string
  readonly where: string
  readonly microseconds: number
  /** Of the time in which the process did something. */
  readonly share: number
}

const WAITING = ['(idle)', '(root)']

export function hottest(
  { nodes, samples, timeDeltas }: Profile,
  count: number,
  root: string,
): { readonly rows: readonly Hot[]; readonly busy: number } {
  const functions = new Map(
    nodes.map(({ id, callFrame: { functionName, url, lineNumber } }) => {
      const place = url.replace('file://', '').replace(root, '')
      return [id, { name: functionName || '(anonymous)', where: place ? `${place}:${lineNumber + 1}` : '' }] as const
    }),
  )
  const times = new Map<string, { readonly name: string; readonly where: string; microseconds: number }>()
  samples.forEach((id, i) => {
    const found = functions.get(id)
    // A sample stands for the time until the next one.
    const microseconds = timeDeltas[i + 1] ?? 0
    if (!found || WAITING.includes(found.name)) return
    const key = `${found.name} ${found.where}`
    const known = times.get(key)
    if (known) known.microseconds += microseconds
    else times.set(key, { ...found, microseconds })
  })
  const all = [...times.values()].sort((a, b) => b.microseconds - a.microseconds)
  const busy = all.reduce((sum, { microseconds }) => sum + microseconds, 0)
  return { rows: all.slice(0, count).map((row) => ({ ...row, share: row.microseconds / busy })), busy }
}
