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

/** Pages that an EHR opens: a build of their own, so that the others stay as they are. */
const SMART_PAGES = { launch: 'smart/launch.ts', app: 'smart/app.tsx' }

const from = (pages) => Object.fromEntries(Object.entries(pages).map(([page, path]) => [page, at(path)]))
const OPTIONS = {
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
}

const { metafile: own } = await build({
  ...OPTIONS,
  entryPoints: {
    ...from(PAGES),
    ...Object.fromEntries(LANGUAGES.map((language) => [language, at(`locales/${language}.json`)])),
    style: at('style/app.css'),
  },
})
const { metafile: smart } = await build({
  ...OPTIONS,
  entryPoints: { ...from(SMART_PAGES), style: at('style/smart.css') },
  entryNames: 'smart-[name]-[hash]',
  chunkNames: 'smart-[name]-[hash]',
})

const built = { ...own.outputs, ...smart.outputs }
const outputs = Object.entries(built)
const made = (entry) => outputs.find(([, { entryPoint }]) => entryPoint?.endsWith(entry)) ?? []

/** What is loaded with a script before it runs, for `modulepreload`. */
function importsOf(path, found = new Set()) {
  for (const { path: inner, kind } of built[path]?.imports ?? [])
    if (kind === 'import-statement' && !found.has(inner)) {
      found.add(inner)
      importsOf(inner, found)
    }
  return [...found]
}

/** Scripts by page. */
const scriptsOf = (pages) =>
  Object.fromEntries(
    Object.entries(pages).map(([page, source]) => {
      const [path] = made(`web/${source}`)
      return [page, { script: basename(path), imports: importsOf(path).map((inner) => basename(inner)) }]
    }),
  )

const assets = {
  style: basename(made('style/app.css')[0]),
  pages: scriptsOf(PAGES),
  smart: { style: basename(made('style/smart.css')[0]), pages: scriptsOf(SMART_PAGES) },
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
