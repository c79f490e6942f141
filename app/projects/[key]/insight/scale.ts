/** Round numbers from zero to at least the largest value, at most six. */
export function ticksOf(largest: number): number[] {
  const rough = Math.max(1, largest) / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = Math.max(1, [1, 2, 5, 10].map((by) => by * power).find((one) => one >= rough) ?? 1)
  return Array.from({ length: Math.ceil(Math.max(1, largest) / step) + 1 }, (_, index) => index * step)
}

/** Which of so many places carry a label, when so many labels fit: evenly spaced from the last backwards. */
export function labelled(places: number, most: number): number[] {
  const every = Math.max(1, Math.ceil(places / most))
  return Array.from({ length: Math.ceil(places / every) }, (_, index) => places - 1 - index * every).reverse()
}
