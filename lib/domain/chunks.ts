/** A condition on ids. One is not put as a list: the client keeps the plan of that, and makes that of a list anew each time. */
export const oneOf = (ids: string[]) => {
  const [only] = ids
  return only !== undefined && ids.length === 1 ? only : { in: ids }
}

/** A list in parts, so that no statement has more parameters than a database takes. */
export function chunks<T>(list: readonly T[], size = 500): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size))
}
