/**
 * The bill of materials of what runs, in CycloneDX. npm writes it for the whole tree and the lockfile says what of that is
 * for production: npm's own `--omit dev` also leaves out every package that a workspace needs for production and another
 * one for development, zod among them.
 */
import { type Lockfile, nameAt, productionPackages } from './lockfile.js'

interface Component {
  readonly 'bom-ref': string
  readonly name: string
  readonly version: string
  readonly purl: string
  readonly hashes?: readonly { readonly alg: string; readonly content: string }[]
  readonly licenses?: readonly unknown[]
}

export interface Bom {
  readonly bomFormat: 'CycloneDX'
  readonly specVersion: string
  readonly metadata: { readonly component: Component }
  readonly components: readonly Component[]
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[]
}

/** npm names a workspace by its folder; its reference has the name of its package. */
const named = (component: Component): Component => ({
  ...component,
  name: component['bom-ref'].slice(0, component['bom-ref'].lastIndexOf('@')),
})

/** They run at callers, and are in no image. */
const AT_CALLERS = ['client', 'conformance', 'mcp']

export function productionBom(whole: Bom, lock: Lockfile): Bom {
  const packages = productionPackages(lock).map(([path, { version }]) => `${nameAt(path)}@${version}`)
  const root = named(whole.metadata.component)
  const own = whole.components
    .map(named)
    .filter(
      ({ name }) => name.startsWith(`@${root.name}/`) && !AT_CALLERS.some((each) => name === `@${root.name}/${each}`),
    )
  const kept = new Set([root['bom-ref'], ...own.map((each) => each['bom-ref']), ...packages])
  return {
    ...whole,
    metadata: { ...whole.metadata, component: root },
    components: whole.components.filter((each) => kept.has(each['bom-ref'])).map(named),
    dependencies: whole.dependencies
      .filter(({ ref }) => kept.has(ref))
      .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((each) => kept.has(each)) })),
  }
}
