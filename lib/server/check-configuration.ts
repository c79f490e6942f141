import { ConfigurationError, env } from '#lib/env.ts'
import { cannotStart } from './cannot-start.ts'

// However it is started: what was built is for production, and the framework reports nothing to its makers.
Object.assign(process.env, { NODE_ENV: process.env.NODE_ENV || 'production', NEXT_TELEMETRY_DISABLED: '1' })

// Imported before everything else: the other modules may take the configuration for granted.
try {
  env()
} catch (error) {
  if (!(error instanceof ConfigurationError)) throw error
  cannotStart(error)
}
