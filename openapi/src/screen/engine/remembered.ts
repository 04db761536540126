/** A function of names that is asked again and again, and computed once for each. */
export function remembered<Value>(of: (name: string) => Value): (name: string) => Value {
  const known = new Map<string, Value>()
  return (name) => {
    let value = known.get(name)
    if (value === undefined) {
      value = of(name)
      known.set(name, value)
    }
    return value
  }
}
