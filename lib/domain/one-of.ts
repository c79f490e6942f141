/** A condition on ids. One is not put as a list: the client keeps the plan of that, and makes that of a list anew each time. */
export const oneOf = (ids: string[]) => {
  const [only] = ids
  return only !== undefined && ids.length === 1 ? only : { in: ids }
}
