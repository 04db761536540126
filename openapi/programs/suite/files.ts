/** The compiled test files of the workspaces as they are run: each in a process, those of one instrument together in one. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What one process runs. */
export interface Unit {
  readonly name: string
  /** Compiled files, from the root of the repository. */
  readonly files: readonly string[]
  /** A slug for files that go over the registry. */
  readonly args: readonly string[]
  /** Names of what shares the process, where it is shared. */
  readonly parts?: readonly string[]
}

/** Compiled tests of a folder of sources; what an earlier build left of a file that is gone is passed over. */
function testsIn(root: string, workspace: string, folder: string): readonly string[] {
  const compiled = join(root, workspace, 'dist', folder)
  if (!existsSync(compiled)) return []
  return readdirSync(compiled, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.js'))
    .filter((name) => existsSync(join(root, workspace, folder, name.replace(/\.js$/, '.ts'))))
    .sort()
    .map((name) => join(workspace, 'dist', folder, name))
}

/** `openapi/dist/test/screen/days.test.js` is `openapi/screen/days`. */
const nameOf = (file: string): string => file.replace('/dist/test/', '/').replace(/\.test\.js$/, '')
const alone = (file: string): Unit => ({ name: nameOf(file), files: [file], args: [] })

/** Starting a process costs more than most files of an instrument take. */
const instrumentUnit = (root: string, slug: string): Unit => ({
  name: `services/${slug}`,
  files: testsIn(root, 'services', `${slug}/test`),
  args: [],
})

/** What every instrument is held against, for one of them: the files that take a slug. */
const contractUnits = (root: string, slug: string): readonly Unit[] =>
  testsIn(root, 'services', 'test')
    .filter((file) => readFileSync(join(root, file), 'utf8').includes("'./asked.js'"))
    .map((file) => ({ name: `${nameOf(file)} ${slug}`, files: [file], args: [slug] }))

export const allUnits = (root: string, slugs: readonly string[]): readonly Unit[] => [
  ...testsIn(root, 'shared', 'test').map(alone),
  ...slugs.map((slug) => instrumentUnit(root, slug)),
  ...testsIn(root, 'services', 'test').map(alone),
  ...testsIn(root, 'openapi', 'test').map(alone),
]

/** As many files as share a process at most. */
const MOST_TOGETHER = 10

/**
 * Units of one folder share processes, but those that are to be alone: to start one takes longer than most files. What `groups`
 * name has a process for each group.
 */
export function together(
  units: readonly Unit[],
  isAlone: (name: string) => boolean,
  groups: readonly (readonly string[])[] = [],
): readonly Unit[] {
  const grouped = groups
    .map((group) => units.filter(({ name }) => group.includes(name)))
    .filter((those) => those.length > 0)
    .map((those) => oneOf(folderOf(those[0] as Unit), those))
  const left = units.filter(({ name }) => !groups.some((group) => group.includes(name)))
  return [...grouped, ...byFolder(left, isAlone)]
}

const folderOf = ({ name }: Unit): string => name.slice(0, name.lastIndexOf('/'))

function byFolder(units: readonly Unit[], isAlone: (name: string) => boolean): readonly Unit[] {
  const folders = new Map<string, Unit[]>()
  for (const unit of units.filter(({ name }) => !isAlone(name))) {
    const folder = folderOf(unit)
    folders.set(folder, [...(folders.get(folder) ?? []), unit])
  }
  const shared = [...folders].flatMap(([folder, those]) =>
    Array.from({ length: Math.ceil(those.length / MOST_TOGETHER) }, (_, i) =>
      oneOf(folder, those.slice(i * MOST_TOGETHER, (i + 1) * MOST_TOGETHER)),
    ),
  )
  return [...units.filter(({ name }) => isAlone(name)), ...shared]
}

/** Named as a shell writes several words in one, so that the name can be asked for again. */
function oneOf(folder: string, units: readonly Unit[]): Unit {
  const [only, ...others] = units
  if (only && others.length === 0) return only
  const names = units.map(({ name }) => name.slice(folder.length + 1))
  return {
    name: `${folder}/{${names.join(',')}}`,
    files: units.flatMap(({ files }) => files),
    args: [],
    parts: units.map(({ name }) => name),
  }
}

/** Whether a compiled file asks how often to draw, itself or in what it imports from beside it. */
function asksHowOften(file: string): boolean {
  const text = readFileSync(file, 'utf8')
  if (/\b(draws|someOf)\(/.test(text)) return true
  const beside = [...text.matchAll(/(?:from|import) '(\.\.?\/[^']+\.js)'/g)].map(([, path = '']) =>
    join(file, '..', path),
  )
  return beside.some((path) => path.includes('/dist/test/') && existsSync(path) && asksHowOften(path))
}

/** What draws more in `npm run test:long`. */
export const drawsMore = (root: string, { files }: Unit): boolean =>
  files.some((file) => asksHowOften(join(root, file)))

const texts = new Map<string, string>()

/** Every word looks at every file. */
function textOf(path: string): string {
  const text = texts.get(path) ?? readFileSync(path, 'utf8')
  texts.set(path, text)
  return text
}

/** A file that imports a module of this name, from its own tree or from another. */
const imports = (root: string, file: string, word: string): boolean =>
  new RegExp(`(from|import) '[^']*/${word}(\\.js)?'`).test(textOf(join(root, file)))

/** What a word can be beside a slug: the name of a test file, its folder, or a module that a test or an instrument imports. */
function isMeant(root: string, { name, files }: Unit, word: string): boolean {
  const [workspace, ...parts] = name.split('/')
  const last = parts.at(-1) ?? ''
  if (parts.includes(word) || last.startsWith(`${word}-`)) return true
  const folder = join('services', 'dist', last)
  const own = workspace === 'services' && existsSync(join(root, folder)) ? readdirSync(join(root, folder)) : []
  const sources = own.filter((source) => source.endsWith('.js')).map((source) => join(folder, source))
  return [...files, ...sources].some((file) => imports(root, file, word))
}

/** The units that a word means: an instrument and its contract, or files, folders and modules of that name. */
export function unitsFor(root: string, slugs: readonly string[], word: string): readonly Unit[] {
  const plain = word.replace(/^.*\//, '').replace(/\.(test\.)?[jt]s$/, '')
  if (!/^[a-z0-9.-]+$/.test(plain)) return []
  if (slugs.includes(plain)) return [instrumentUnit(root, plain), ...contractUnits(root, plain)]
  return allUnits(root, slugs).filter((unit) => isMeant(root, unit, plain))
}

/** Every word that means something. */
export function knownWords(root: string, slugs: readonly string[]): readonly string[] {
  const names = allUnits(root, slugs).flatMap(({ name }) => name.split('/').slice(1))
  return [...new Set([...slugs, ...names])].sort()
}
