/** A page's search string with its parts in order. */
function inOrder(search: string) {
  const params = new URLSearchParams(search)
  params.sort()
  return params.toString()
}

export const isSameQuery = (one: string, other: string) => inOrder(one) === inOrder(other)
