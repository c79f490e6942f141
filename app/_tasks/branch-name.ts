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
