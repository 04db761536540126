/** Files beside the code. This module lies as deep as the bundled programs, so that the paths hold in both. */
import { fileURLToPath } from 'node:url'

const inPackage = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url))

/** The protocols that come with the project. */
export const PROTOCOLS = inPackage('protocols')

/** The merged OpenAPI document, written by `npm run openapi`. */
export const DOCUMENT = inPackage('openapi.json')

/** Scripts, style and languages of the pages, written by the build. */
export const ASSETS = inPackage('dist/pages')

/** Texts of the pages in other languages. */
export const LOCALES = inPackage('web/locales')

/** Which fields and scores stand on the page of a visit. */
export const VISITS = inPackage('web/visits.json')
