import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's prisma/ folder, from the sources, from the bundle in dist/ or from the working directory. */
export function prismaFolder(): string {
  for (const start of [dirname(fileURLToPath(import.meta.url)), process.cwd()])
    for (let folder = start; ; folder = dirname(folder)) {
      if (existsSync(join(folder, 'prisma/migrations'))) return join(folder, 'prisma')
      if (folder === dirname(folder)) break
    }
  throw new Error('There is no prisma/migrations folder beside the program or in the working directory.')
}
