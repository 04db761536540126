/**
 * Puts the scripts of the pages and their style into files named by their contents, compressed beside them, and writes which
 * page needs which (`assets.json`). Maps and languages are files of their own, loaded where one is shown.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants } from 'node:zlib'
import { build } from 'esbuild'

const at = (path) => fileURLToPath(new URL(path, import.meta.url))
const folder = at('../dist/pages')
mkdirSync(folder, { recursive: true })

const PAGES = {
  list: 'app/list.ts',
  instrument: 'app/instrument.tsx',
  visit: 'app/visit.tsx',
  screen: 'app/screen.tsx',
  batch: 'app/batch.ts',
}
const LANGUAGES = readdirSync(at('locales')).map((name) => basename(name, '.json'))

const { metafile } = await build({
  entryPoints: {
    ...Object.fromEntries(Object.entries(PAGES).map(([page, path]) => [page, at(path)])),
    ...Object.fromEntries(LANGUAGES.map((language) => [language, at(`locales/${language}.json`)])),
    style: at('style/app.css'),
  },
  absWorkingDir: at('..'),
  outdir: folder,
  entryNames: '[name]-[hash]',
  chunkNames: '[name]-[hash]',
  bundle: true,
  splitting: true,
  minify: true,
  metafile: true,
  format: 'esm',
  platform: 'browser',
  target: 'es2022',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  legalComments: 'none',
  loader: { '.json': 'copy' },
  logLevel: 'warning',
})

const outputs = Object.entries(metafile.outputs)
const made = (entry) => outputs.find(([, { entryPoint }]) => entryPoint?.endsWith(entry)) ?? []

/** What is loaded with a script before it runs, for `modulepreload`. */
function importsOf(path, found = new Set()) {
  for (const { path: inner, kind } of metafile.outputs[path]?.imports ?? [])
    if (kind === 'import-statement' && !found.has(inner)) {
      found.add(inner)
      importsOf(inner, found)
    }
  return [...found]
}

const assets = {
  style: basename(made('style/app.css')[0]),
  pages: Object.fromEntries(
    Object.entries(PAGES).map(([page, source]) => {
      const [path] = made(`web/${source}`)
      return [page, { script: basename(path), imports: importsOf(path).map((inner) => basename(inner)) }]
    }),
  ),
  words: Object.fromEntries(LANGUAGES.map((language) => [language, basename(made(`locales/${language}.json`)[0])])),
  files: outputs.map(([path]) => basename(path)).sort(),
}

for (const name of assets.files) {
  const bytes = readFileSync(`${folder}/${name}`)
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length }
  writeFileSync(`${folder}/${name}.br`, brotliCompressSync(bytes, { params }))
}
writeFileSync(`${folder}/assets.json`, JSON.stringify(assets))

// What an earlier build left goes last, and may be gone: `npm start` and `npm run service` build at the same time in two shells.
const kept = new Set(['assets.json', ...assets.files.flatMap((name) => [name, `${name}.br`])])
for (const name of readdirSync(folder)) if (!kept.has(name)) rmSync(`${folder}/${name}`, { force: true })
