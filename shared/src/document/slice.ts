/** A part of a document that stands for itself: some of its paths, and only the components that they reach. */
export interface OpenApiDocument {
  readonly openapi: string
  readonly paths: Readonly<Record<string, object>>
  readonly [member: string]: unknown
}

type Parts = Readonly<Record<string, unknown>>

export function slice(document: OpenApiDocument, title: string, isMeant: (path: string) => boolean): OpenApiDocument {
  const paths = Object.fromEntries(Object.entries(document.paths).filter(([path]) => isMeant(path)))
  const components = document['components'] as Readonly<Record<string, Parts>>
  const reached = new Set<string>()
  const visit = (part: unknown): void => {
    for (const [, kind = '', name = ''] of JSON.stringify(part).matchAll(/"#\/components\/(\w+)\/([^"]+)"/g)) {
      const place = `${kind}/${name}`
      if (reached.has(place)) continue
      reached.add(place)
      visit(components[kind]?.[name])
    }
  }
  visit(paths)
  const kept = (kind: string, parts: Parts): Parts =>
    kind === 'securitySchemes'
      ? parts
      : Object.fromEntries(Object.entries(parts).filter(([name]) => reached.has(`${kind}/${name}`)))
  const { 'x-tagGroups': _groups, ...rest } = document
  return {
    ...rest,
    info: { ...(document['info'] as object), title },
    tags: tagsIn(document['tags'] as readonly { readonly name: string }[], paths),
    paths,
    components: Object.fromEntries(Object.entries(components).map(([kind, parts]) => [kind, kept(kind, parts)])),
  }
}

function tagsIn(tags: readonly { readonly name: string }[], paths: Parts): readonly object[] {
  const used = new Set(
    Object.values(paths).flatMap((methods) =>
      Object.values(methods as Readonly<Record<string, { readonly tags: readonly string[] }>>).flatMap(
        (operation) => operation.tags,
      ),
    ),
  )
  return tags.filter(({ name }) => used.has(name))
}
