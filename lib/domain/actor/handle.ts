import { z } from 'zod'

/** Unique among people and agents; stored in lower case. */
export const handle = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{1,49}$/, 'must be 2 to 50 of a–z, 0–9, ".", "_", "-", and start with a letter or digit')
