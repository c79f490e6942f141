/** The key that is proposed for a name: "Web shop" gives WS, "Beads" gives BEADS. */
export function keyFrom(name: string) {
  const words = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .filter(Boolean)
  const letters = words.length > 1 ? words.map((word) => word.charAt(0)).join('') : (words[0] ?? '')
  return letters.replace(/^\d+/, '').slice(0, 10)
}
