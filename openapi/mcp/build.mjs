/**
 * Puts the program of the package into one file, the protocols beside it, and the licences of whatever packages are in it: whoever
 * installs it installs nothing else.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const at = (path) => fileURLToPath(new URL(path, import.meta.url))

rmSync(at('dist'), { recursive: true, force: true })
const { metafile } = await build({
  entryPoints: [at('program.mjs')],
  outfile: at('dist/mcp.js'),
  absWorkingDir: at('../..'),
  metafile: true,
  bundle: true,
  minify: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  legalComments: 'none',
  logLevel: 'warning',
})
mkdirSync(at('dist/protocols'), { recursive: true })
for (const file of readdirSync(at('../protocols')))
  if (file.endsWith('.json')) cpSync(at(`../protocols/${file}`), at(`dist/protocols/${file}`))

/** Folders of packages below node_modules, of which files are in the program. */
const packages = new Set(
  Object.keys(metafile.inputs).flatMap((path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? []),
)
const texts = [...packages].sort().map((folder) => {
  const { name, version, license } = JSON.parse(readFileSync(at(`../../${folder}/package.json`), 'utf8'))
  const file = ['LICENSE', 'LICENSE.md', 'LICENSE.txt', 'license', 'LICENCE'].find((each) =>
    existsSync(at(`../../${folder}/${each}`)),
  )
  const text =
    file === undefined
      ? 'Its package has no text of the licence.'
      : readFileSync(at(`../../${folder}/${file}`), 'utf8').trim()
  return `${name} ${version} (${license})\n\n${text}\n`
})
writeFileSync(at('dist/THIRD-PARTY.txt'), texts.join(`\n${'-'.repeat(80)}\n\n`))
