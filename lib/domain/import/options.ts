import { z } from 'zod'

/** What is stored with an import: how its file shall be read, and where its rows shall go. */
const stored = z.object({
  project: z.string().optional(),
  /** Set when the import makes the project. */
  name: z.string().nullish(),
  columns: z.record(z.string(), z.string().nullable()).optional(),
  lists: z.array(z.string()).optional(),
  timeZone: z.string().optional(),
  /** The folder of the node that holds the file. */
  folder: z.string().optional(),
  /** What a first look at the file found. */
  seen: z
    .object({
      columns: z.array(z.object({ header: z.string(), field: z.string().nullable(), sample: z.array(z.string()) })).default([]),
      lists: z.array(z.string()).default([]),
      fault: z.string().nullish(),
    })
    .optional(),
})
export type ImportOptions = z.output<typeof stored>

export const optionsOf = ({ options }: { options: string }): ImportOptions => stored.parse(JSON.parse(options))
