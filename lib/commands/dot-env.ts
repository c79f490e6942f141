import { existsSync } from 'node:fs'

// Imported first: other modules read the environment as soon as they are loaded.
if (existsSync('.env')) process.loadEnvFile('.env')
