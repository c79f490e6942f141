import { rmSync } from 'node:fs'

// A run starts from an empty installation.
rmSync(process.env.DATA_DIR, { recursive: true, force: true })
await import('../lib/commands/start.mjs')
