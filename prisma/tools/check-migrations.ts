import { diffModels } from './engine.ts'
import { migrations, models, PROVIDERS, recordedChecksums, snapshot } from './history.ts'

/** One line per fault; empty when the migrations lead to the models and none was edited. */
export async function checkMigrations(): Promise<string[]> {
  const faults: string[] = []
  for (const provider of PROVIDERS) {
    const recorded = recordedChecksums(provider)
    for (const { name, checksum } of migrations(provider)) {
      if (!recorded.has(name)) faults.push(`${provider}: ${name} was not written by db:new`)
      else if (recorded.get(name) !== checksum) faults.push(`${provider}: ${name} was edited after it was written`)
      recorded.delete(name)
    }
    for (const name of recorded.keys()) faults.push(`${provider}: ${name} is missing`)
    const difference = await diffModels(provider, snapshot(provider), models(), false)
    if (difference !== null) faults.push(`${provider}: the models have changed, run npm run db:new -- <name>\n${difference.trim()}`)
  }
  return faults
}
