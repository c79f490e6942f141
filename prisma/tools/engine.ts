import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { bindMigrationAwareSqlAdapterFactory, type SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import * as bg from '@prisma/schema-engine-wasm/schema_engine_bg'

export type Provider = 'sqlite' | 'postgres'

/**
 * The SQL that leads from one set of models to another, or null when they agree. Needs no database and no download.
 * @param from text of the earlier models, null for an empty database
 * @param script false for a summary to read instead of SQL
 */
export async function diffModels(provider: Provider, from: string | null, to: string, script: boolean): Promise<string | null> {
  await load()
  const schema = (models: string) => `datasource db {\n  provider = "${provider === 'sqlite' ? 'sqlite' : 'postgresql'}"\n}\n\n${models}`
  const side = (models: string | null): bg.DiffTarget =>
    models === null ? { tag: 'empty' } : { tag: 'schemaDatamodel', files: [{ path: 'models.prisma', content: schema(models) }] }
  const engine = await bg.SchemaEngine.new(
    { datamodels: [['models.prisma', schema(to)]] },
    () => {},
    bindMigrationAwareSqlAdapterFactory(nothing(provider)),
  )
  try {
    const answer = await engine.diff({
      from: side(from),
      to: side(to),
      script,
      exitCode: true,
      filters: { externalTables: [], externalEnums: [] },
    })
    return answer.exitCode === 2 ? answer.stdout : null
  } finally {
    engine.free()
  }
}

// Once per process: a second instance crashes.
let loaded: Promise<void> | null = null
const load = () => (loaded ??= instantiate())

async function instantiate() {
  const folder = dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg'))
  const { instance } = await WebAssembly.instantiate(readFileSync(join(folder, 'schema_engine_bg.wasm')), { './schema_engine_bg.js': bg })
  bg.__wbg_set_wasm(instance.exports)
  if (typeof instance.exports.__wbindgen_start === 'function') instance.exports.__wbindgen_start()
}

/** The engine insists on a database, which comparing two texts never touches. */
function nothing(provider: Provider): SqlMigrationAwareDriverAdapterFactory {
  const connect = async () => ({
    provider,
    adapterName: 'none',
    queryRaw: async () => ({ columnNames: [], columnTypes: [], rows: [] }),
    executeRaw: async () => 0,
    executeScript: async () => {},
    startTransaction: async () => {
      throw new Error('There is no database here.')
    },
    dispose: async () => {},
    getConnectionInfo: () => ({ supportsRelationJoins: false, schemaName: 'public' }),
  })
  return { provider, adapterName: 'none', connect, connectToShadowDb: connect }
}
