/** Lists of neighbours in one array: those of item `i` stand from `start[i]` to `start[i + 1]`. Ordering reads them millions of times. */
export type Flat = { start: Int32Array; list: Int32Array }

export function flatten(lists: readonly (readonly number[])[]): Flat {
  const start = new Int32Array(lists.length + 1)
  lists.forEach((list, item) => (start[item + 1] = (start[item] ?? 0) + list.length))
  const list = new Int32Array(start[lists.length] ?? 0)
  lists.forEach((neighbours, item) => list.set(neighbours, start[item]))
  return { start, list }
}
