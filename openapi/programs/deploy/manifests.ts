/** Kubernetes manifests that stand once for each slug: of the services, and of the routes straight to them. */

const SLOT = 'SLUG'
const HEAD =
  '# Written by `npm run manifests` from template.yaml and services/loaders.ts; a test holds it equal to them.\n'

/** What is written from which template, below docker/kubernetes. */
export const GENERATED = ['services', 'routes'].map((name) => ({
  template: `${name}/template.yaml`,
  written: `${name}/${name}.yaml`,
}))

/** The slug stands for itself in names, labels and the command; comments of the template are not repeated. */
export function manifestsOf(template: string, slugs: readonly string[]): string {
  const text = template
    .split('\n')
    .filter((line) => !/^\s*#/.test(line))
    .join('\n')
  return HEAD + slugs.map((slug) => text.replaceAll(SLOT, slug)).join('---\n')
}
