/**
 * How well a text answers a query: 0 not at all, 1 exactly. Every word of the query must be found, best at the beginning of the
 * text or of a word, else as letters in their order ("ctsk" finds "Create task").
 */
export function rank(query: string, text: string): number {
  const wanted = fold(query)
  const given = fold(text)
  if (!wanted) return 1
  if (given === wanted) return 1
  if (given.startsWith(wanted)) return 0.95
  const scores = wanted.split(' ').map((word) => rankWord(word, given))
  return scores.includes(0) ? 0 : scores.reduce((sum, score) => sum + score, 0) / scores.length
}

function rankWord(word: string, given: string) {
  if (given.startsWith(word)) return 0.9
  if (given.includes(` ${word}`)) return 0.85
  if (word.length > 1 && initials(given).startsWith(word)) return 0.8
  if (word.length < 3) return 0
  return given.includes(word) ? 0.6 : inOrder(word, given)
}

/** Letters in their order, the tighter the better; the first must begin a word, or everything would match something. */
function inOrder(word: string, given: string) {
  let best = 0
  for (let start = 0; start < given.length; start++) {
    if (given[start] !== word[0] || (start > 0 && given[start - 1] !== ' ')) continue
    let at = start
    let found = 1
    while (found < word.length && ++at < given.length) if (given[at] === word[found]) found++
    if (found === word.length) best = Math.max(best, (0.5 * word.length) / (at - start + 1))
  }
  return best < 0.15 ? 0 : best
}

const initials = (text: string) =>
  text
    .split(' ')
    .map((word) => word.charAt(0))
    .join('')

function fold(text: string) {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
