/** Names a text by its length and a hash (FNV-1a), so that a page does not carry it twice. */
export function textKey(text: string) {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return `${text.length}:${hash >>> 0}`
}
