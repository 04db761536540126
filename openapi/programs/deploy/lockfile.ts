/** What package-lock.json says of the packages that a running process loads. */

export interface LockedPackage {
  readonly version: string
  readonly integrity?: string
  readonly resolved?: string
  readonly license?: string
  readonly dev?: boolean
  readonly optional?: boolean
  readonly link?: boolean
  /** It comes within the tarball of the package above it, whose hash is its own. */
  readonly inBundle?: boolean
  readonly engines?: { readonly node?: string }
  readonly hasInstallScript?: boolean
  readonly os?: readonly string[]
  readonly cpu?: readonly string[]
  readonly libc?: readonly string[]
}

export interface Lockfile {
  /** By path in the tree; '' is the root, a workspace stands under its folder. */
  readonly packages: Readonly<Record<string, LockedPackage>>
}

const FOLDER = 'node_modules/'

/** `node_modules/@a/b/node_modules/c` is c; a workspace is none of these. */
export const nameAt = (path: string): string => path.slice(path.lastIndexOf(FOLDER) + FOLDER.length)

/** Packages of the registry, by path. */
export const registryPackages = ({ packages }: Lockfile): readonly (readonly [string, LockedPackage])[] =>
  Object.entries(packages).filter(([path, { link }]) => path.includes(FOLDER) && !link)

/** Those that an installation without development packages has. */
export const productionPackages = (lock: Lockfile): readonly (readonly [string, LockedPackage])[] =>
  registryPackages(lock).filter(([, { dev }]) => !dev)
