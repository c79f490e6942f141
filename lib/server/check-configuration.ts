import { ConfigurationError, env } from '#lib/env.ts'
import { cannotStart } from './cannot-start.ts'

// Imported before everything else: the other modules may take the configuration for granted.
try {
  env()
} catch (error) {
  if (!(error instanceof ConfigurationError)) throw error
  cannotStart(error)
}
