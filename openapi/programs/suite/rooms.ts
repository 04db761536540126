/**
 * The rooms of the source and which of them may import which, types included: what a compiled program no longer shows. A room
 * is a folder; a file belongs to the longest room above it.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** What each room may import besides itself. */
export const ROOMS: Readonly<Record<string, readonly string[]>> = {
  'shared/src/language': [],
  'shared/src/contract': ['shared/src/language'],
  'shared/src/measures': ['shared/src/language', 'shared/src/contract'],
  'shared/src/config': [],
  'shared/src/telemetry': ['shared/src/config'],
  'shared/src/engine': ['shared/src/language', 'shared/src/contract', 'shared/src/telemetry'],
  'shared/src/document': ['shared/src/language', 'shared/src/contract', 'shared/src/engine'],
  'shared/src/identity': ['shared/src/language', 'shared/src/config', 'shared/src/telemetry'],
  'shared/src/http/direct': [
    'shared/src/language',
    'shared/src/contract',
    'shared/src/engine',
    'shared/src/identity',
    'shared/src/telemetry',
  ],
  'shared/src/http/plugins': [
    'shared/src/http/direct',
    'shared/src/document',
    'shared/src/engine',
    'shared/src/identity',
    'shared/src/telemetry',
  ],
  'shared/src/http': [
    'shared/src/http/direct',
    'shared/src/http/plugins',
    'shared/src/contract',
    'shared/src/engine',
    'shared/src/document',
    'shared/src/config',
    'shared/src/identity',
    'shared/src/telemetry',
  ],
  'shared/src/testing': [
    'shared/src/language',
    'shared/src/contract',
    'shared/src/engine',
    'shared/src/document',
    'shared/src/config',
    'shared/src/http',
  ],
  services: ['shared/src/language', 'shared/src/contract', 'shared/src/measures'],
  'openapi/src/screen/protocol': ['shared/src/language', 'shared/src/contract', 'shared/src/engine'],
  'openapi/src/screen/engine': [
    'openapi/src/screen/protocol',
    'shared/src/language',
    'shared/src/contract',
    'shared/src/engine',
  ],
  'openapi/src/screen/answer': [
    'openapi/src/screen/engine',
    'openapi/src/screen/protocol',
    'shared/src/language',
    'shared/src/contract',
    'shared/src/engine',
  ],
  'openapi/src/screen/cohort': [
    'openapi/src/screen/answer',
    'openapi/src/screen/protocol',
    'shared/src/contract',
    'shared/src/engine',
  ],
  'openapi/src/screen': [
    'openapi/src/screen/answer',
    'openapi/src/screen/cohort',
    'openapi/src/screen/engine',
    'openapi/src/screen/protocol',
    'shared/src/language',
    'shared/src/contract',
    'shared/src/engine',
    'shared/src/document',
    'shared/src/config',
  ],
  'openapi/src/panel': [
    'shared/src/language',
    'shared/src/contract',
    'shared/src/measures',
    'shared/src/engine',
    'shared/src/document',
  ],
  'openapi/src/ehr/codes': [
    'services',
    'shared/src/measures',
    'shared/src/language',
    'shared/src/engine',
    'shared/src/config',
  ],
  'openapi/src/ehr/read': ['openapi/src/ehr/codes', 'shared/src/language', 'shared/src/contract', 'shared/src/engine'],
  'openapi/src/ehr/fhir': [
    'openapi/src/ehr/codes',
    'openapi/src/ehr/read',
    'openapi/src/screen',
    'openapi/src/screen/answer',
    'openapi/src/screen/engine',
    'openapi/src/screen/protocol',
    'shared/src/language',
    'shared/src/contract',
    'shared/src/engine',
    'shared/src/http/direct',
    'shared/src/http/plugins',
    'shared/src/identity',
  ],
  'openapi/src/ehr/cds': [
    'openapi/src/ehr/codes',
    'openapi/src/ehr/read',
    'openapi/src/ehr/fhir',
    'openapi/src/screen/answer',
    'shared/src/language',
    'shared/src/engine',
    'shared/src/config',
    'shared/src/http',
    'shared/src/http/direct',
    'shared/src/http/plugins',
    'shared/src/identity',
    'shared/src/telemetry',
  ],
  'openapi/src/ehr': [
    'openapi/src/ehr/codes',
    'openapi/src/ehr/read',
    'openapi/src/ehr/fhir',
    'openapi/src/ehr/cds',
    'openapi/src/screen',
    'shared/src/contract',
    'shared/src/engine',
    'shared/src/config',
    'shared/src/http',
    'shared/src/http/direct',
    'shared/src/identity',
    'shared/src/telemetry',
  ],
  'openapi/src/mcp': [
    'openapi/src/panel',
    'openapi/src/screen',
    'openapi/src/screen/answer',
    'openapi/src/screen/protocol',
    'services',
    'shared/src/language',
    'shared/src/contract',
    'shared/src/engine',
    'shared/src/config',
    'shared/src/http',
    'shared/src/http/direct',
    'shared/src/identity',
  ],
  'openapi/src/upstream': [
    'shared/src/engine',
    'shared/src/http/direct',
    'shared/src/identity',
    'shared/src/telemetry',
  ],
  'openapi/src/commands': [
    'openapi/src/screen',
    'services',
    'shared/src/contract',
    'shared/src/engine',
    'shared/src/http',
    'shared/src/identity',
    'shared/src/telemetry',
  ],
  'openapi/src/pages': [
    'openapi/web/model',
    'shared/src/contract',
    'shared/src/engine',
    'shared/src/document',
    'shared/src/config',
    'shared/src/http/direct',
    'shared/src/http/plugins',
    'shared/src/http',
  ],
  'openapi/web/model': [],
  'openapi/web/forms': ['openapi/web/model'],
  'openapi/web/maps': ['openapi/web/forms', 'openapi/web/model'],
  'openapi/web/app': ['openapi/web/forms', 'openapi/web/maps', 'openapi/web/model'],
  'openapi/web/smart': ['openapi/web/app', 'openapi/web/forms', 'openapi/web/model'],
  'openapi/client/src': [],
  'openapi/conformance/src': [],
  'openapi/programs/kit': ['shared/src/contract', 'shared/src/engine', 'shared/src/http'],
  'openapi/programs/bench': [
    'openapi/programs/kit',
    'services',
    'shared/src/contract',
    'shared/src/engine',
    'shared/src/telemetry',
    'shared/src/testing',
  ],
  'openapi/programs/sandbox': ['openapi/programs/kit'],
  'openapi/programs/chaos': ['openapi/programs/kit', 'services', 'shared/src/contract'],
  'openapi/programs/fuzz': ['openapi/programs/kit', 'shared/src/engine', 'shared/src/testing'],
  'openapi/programs/guards': [],
  'openapi/programs/conformance': ['services', 'shared/src/contract', 'shared/src/testing'],
  'openapi/programs/deploy': ['services'],
  'openapi/programs/suite': ['services', 'shared/src/engine', 'shared/src/testing'],
}

/** A statement that brings something in: the file, and what it asks for. */
const IMPORTS = /(?:\bfrom|\bimport|\bimport\()\s*'([^']+)'/g
const PACKAGES = { '@activity-scores/shared/': 'shared/src/', '@activity-scores/services/': 'services/' } as const

export interface Arrow {
  readonly from: string
  readonly to: string
  readonly file: string
  readonly imports: string
}

const NOT_SOURCE = new Set(['dist', 'node_modules', 'test', 'examples'])

/** Source files below a folder, with their paths from the root; tests left out. */
export function sourcesIn(root: string, folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return NOT_SOURCE.has(entry.name) ? [] : sourcesIn(root, path)
    return /\.tsx?$/.test(entry.name) ? [path] : []
  })
}

/** Programs and lists beside the instruments, which put them together. */
const BESIDE_INSTRUMENTS = /^services\/[^/]+\.ts$/

/** The room of a file; none for what stands in no room. */
const roomOf = (file: string): string | undefined =>
  BESIDE_INSTRUMENTS.test(file)
    ? undefined
    : Object.keys(ROOMS)
        .filter((room) => file.startsWith(`${room}/`))
        .sort((a, b) => b.length - a.length)[0]

function target(file: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return join(dirname(file), specifier)
  const name = (Object.keys(PACKAGES) as (keyof typeof PACKAGES)[]).find((each) => specifier.startsWith(each))
  return name && PACKAGES[name] + specifier.slice(name.length)
}

const FOLDERS = [
  'shared/src',
  'services',
  'openapi/src',
  'openapi/web',
  'openapi/client/src',
  'openapi/conformance/src',
  'openapi/programs',
]

/** Every import from one room into another. */
export function arrowsOf(root: string, folders: readonly string[] = FOLDERS) {
  return folders
    .flatMap((folder) => sourcesIn(root, folder))
    .flatMap((file): readonly Arrow[] => {
      const from = roomOf(file)
      if (from === undefined) return []
      return [...readFileSync(join(root, file), 'utf8').matchAll(IMPORTS)].flatMap(([, specifier = '']) => {
        const imports = target(file, specifier)
        const to = imports && roomOf(imports)
        return imports === undefined || to === undefined || to === from ? [] : [{ from, to, file, imports }]
      })
    })
}

/** Those that no rule allows. */
export const forbidden = (arrows: readonly Arrow[]): readonly Arrow[] =>
  arrows.filter(({ from, to }) => !ROOMS[from]?.includes(to))
