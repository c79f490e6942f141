// What this tab has made: it is no news to whoever made it.
const created = new Set<string>()

export const madeByMe = (id: string) => void created.add(id)
export const isMine = (id: string) => created.has(id)
