import { refuse, tell } from './toast.tsx'

/** Whether the text is on the clipboard now. Browsers keep it from pages that came over plain http from another machine. */
export async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

/** Copies and says so: "Link copied". */
export async function copyText(text: string, what: string, detail?: string) {
  if (await copied(text)) tell(`${what} copied`, { detail })
  else refuse('The browser did not allow copying.', { detail: text.length < 300 ? text : undefined })
}
