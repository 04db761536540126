/**
 * Puts the programs into few files, which halves the time to their first answer: `main` (the gateway), `serve` (services) and
 * `role` (either, by its arguments). Each instrument stays a file of its own that is loaded when it is needed. What finds
 * files beside itself at run time (Swagger UI, worker threads) stays where it is installed.
 */
import { readdirSync, rmSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const at = (path) => fileURLToPath(new URL(path, import.meta.url))

const folder = at('dist/bundle/programs')
const { metafile } = await build({
  entryPoints: {
    main: at('dist/src/main.js'),
    role: at('dist/src/role.js'),
    serve: at('dist/src/service.js'),
  },
  // As deep as dist/src/screen, so that paths relative to a module are the same.
  outdir: folder,
  metafile: true,
  chunkNames: '[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  legalComments: 'none',
  external: [
    '@fastify/swagger',
    '@fastify/swagger-ui',
    '@modelcontextprotocol/*',
    '@opentelemetry/*',
    'piscina',
    'csv-parse',
    'csv-stringify',
    'prom-client',
  ],
  // Packages in CommonJS ask for Node's own modules by require.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  logLevel: 'warning',
})

// Names change with the contents: what an earlier build left is nobody's.
const made = new Set(Object.keys(metafile.outputs).map((path) => basename(path)))
for (const name of readdirSync(folder)) if (!made.has(name)) rmSync(`${folder}/${name}`, { force: true })
