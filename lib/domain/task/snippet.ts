const BEFORE = 60
const LENGTH = 180

/** Whether a word of the text begins so; case and accents do not count. */
export const startsAWord = (text: string, word: string) => ` ${plain(text)}`.search(new RegExp(`[^\\p{L}\\p{N}]${plain(word)}`, 'u')) !== -1

/** The surroundings of the first of the words, on one line. */
export function snippetOf(text: string, words: readonly string[]): string {
  const line = text.replace(/\s+/g, ' ').trim()
  const folded = plain(line)
  // Folding keeps the length of nearly every text; where it does not, the beginning is shown.
  const places = folded.length === line.length ? words.map((word) => folded.indexOf(plain(word))).filter((place) => place >= 0) : []
  const from = Math.max(0, Math.min(...places, line.length) - BEFORE)
  const start = from === 0 || !places.length ? 0 : line.indexOf(' ', from) + 1
  const end = start + LENGTH < line.length ? Math.max(line.lastIndexOf(' ', start + LENGTH), start + LENGTH - 30) : line.length
  return `${start > 0 ? '…' : ''}${line.slice(start, end).toWellFormed()}${end < line.length ? '…' : ''}`
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
