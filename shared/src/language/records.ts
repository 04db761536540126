/**
 * Objects with one member for each of some names: one shape for all of them, which is faster than entries and spreads
 * (decision 77).
 */
export function recordBy<Item, Name extends string, Value>(
  items: readonly Item[],
  nameOf: (item: Item) => Name,
  partOf: (item: Item) => Value,
): Readonly<Record<Name, Value>> {
  const record = {} as Record<Name, Value> // filled below, a member for each item
  for (const item of items) record[nameOf(item)] = partOf(item)
  return record
}

/** The same, each member a function of its name alone. */
export function recordOf<Name extends string, Value>(
  names: readonly Name[],
  partOf: (name: Name) => Value,
): Readonly<Record<Name, Value>> {
  const record = {} as Record<Name, Value> // filled below, a member for each name
  for (const name of names) record[name] = partOf(name)
  return record
}
