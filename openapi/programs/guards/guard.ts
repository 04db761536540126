/** Guards of this project and the tests that would miss them. Each is one small change of the source that must be noticed. */
export interface Guard {
  /** What is protected. */
  readonly guard: string
  readonly file: string
  /** Stands in the file exactly once. */
  readonly from: string
  /** What it becomes; the guard is gone by it. */
  readonly to: string
  /** Compiled tests of which at least one must fail. */
  readonly tests: readonly string[]
}

export const shared = (...names: readonly string[]): readonly string[] =>
  names.map((name) => `shared/dist/test/${name}.test.js`)
export const openapi = (...names: readonly string[]): readonly string[] =>
  names.map((name) => `openapi/dist/test/${name}.test.js`)
