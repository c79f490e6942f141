import { refuse, tell } from '#app/_ui/toast.tsx'

/** Copies and says so: "Link copied". Browsers keep the clipboard from pages that came over plain http. */
export async function copyText(text: string, what: string) {
  try {
    await navigator.clipboard.writeText(text)
    tell(`${what} copied`)
  } catch {
    refuse('The browser did not allow copying.', { detail: text.length < 300 ? text : undefined })
  }
}

/** A name for a branch: "web-12-build-it". */
export function branchName(key: string, title: string) {
  const words = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST_BRANCH)
    .replace(/^-+|-+$/g, '')
  return [key.toLowerCase(), words].filter(Boolean).join('-')
}

const LONGEST_BRANCH = 48
