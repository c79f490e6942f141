// Generates one client per database from the same models. Plain node, because it also runs as postinstall.
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
const models = join(root, 'prisma/models')

const cli = findCli()
if (cli)
  for (const [provider, name] of [
    ['sqlite', 'sqlite'],
    ['postgresql', 'postgres'],
  ])
    generate(provider, name)

function findCli() {
  try {
    return join(dirname(createRequire(import.meta.url).resolve('prisma/package.json')), 'build/index.js')
  } catch {
    // A production install without Prisma's command line uses the clients that were generated before.
    return null
  }
}

function generate(provider, name) {
  const dir = join(root, 'prisma/.build', name)
  rmSync(dir, { recursive: true, force: true })
  mkdirSync(dir, { recursive: true })
  for (const file of readdirSync(models)) copyFileSync(join(models, file), join(dir, file))
  writeFileSync(
    join(dir, 'base.prisma'),
    `generator client {
  provider            = "prisma-client"
  output              = "./client"
  importFileExtension = "ts"
}

datasource db {
  provider = "${provider}"
}
`,
  )
  const { status, stderr } = spawnSync(process.execPath, [cli, 'generate', '--schema', dir], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    env: {
      ...process.env,
      PATH: join(root, 'node_modules/.bin') + delimiter + process.env.PATH,
      // Generating only checks that this file exists; naming one that does avoids a download.
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      CHECKPOINT_DISABLE: '1',
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
    },
  })
  if (status !== 0) {
    process.stderr.write(stderr)
    process.exit(status ?? 1)
  }
}
