import { label } from '../input.ts'
import { LIMITS } from '../limits.ts'

// What `git clone` takes: a URL, or user@host:path.
const CLONABLE = /^((https?|ssh|git):\/\/[^\s@/]+(@[^\s@/]+)?\/\S+|[\w.-]+@[\w.-]+:\S+)$/
const PASSWORD = /^\w+:\/\/[^/@\s]*:[^/@\s]*@/

/** Where a project's code is, or nothing. Whoever sees the project sees it, so it may hold no password. */
export const repository = label(LIMITS.repository, 0)
  .refine((address) => address === '' || CLONABLE.test(address), 'must be an address to clone, such as https://git.example.org/web.git')
  .refine((address) => !PASSWORD.test(address), 'must not hold a password: everybody in the project sees it')
