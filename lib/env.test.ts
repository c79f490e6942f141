import { describe, expect, it } from 'vitest'
import { ConfigurationError, parseEnv } from './env.ts'

function faults(source: Record<string, string>) {
  try {
    parseEnv(source)
  } catch (error) {
    if (error instanceof ConfigurationError) return error.faults
  }
  return []
}

describe('the configuration', () => {
  it('needs no variable at all', () => {
    const found = parseEnv({})
    expect(found).toMatchObject({ PORT: 3000, HOST: '127.0.0.1', LOG_LEVEL: 'info', TRUST_PROXY: false, hasPublicUrl: false })
    expect(found.PUBLIC_URLS).toEqual(['http://127.0.0.1:3000', 'http://localhost:3000', 'http://[::1]:3000'])
    expect(found.DATABASE_URL).toMatch(/^file:\/.*\/data\/task-orchestrator\.db$/)
  })

  it('lists every fault at once', () => {
    const found = faults({
      PORT: '70000',
      DATABASE_URL: 'mysql://x',
      LOG_LEVEL: 'loud',
      PUBLIC_URL: 'http://ok, nonsense',
      AUTH_SECRET: 'short',
    })
    expect(found.map((fault) => fault.split(' ')[0]).sort()).toEqual(['AUTH_SECRET', 'DATABASE_URL', 'LOG_LEVEL', 'PORT', 'PUBLIC_URL'])
  })

  it('reads the networks that webhooks may reach, and names the one that is none', () => {
    expect(parseEnv({}).WEBHOOK_NETWORKS.check('10.0.0.1')).toBe(false)
    expect(parseEnv({ WEBHOOK_NETWORKS: '10.0.0.0/8, ::1' }).WEBHOOK_NETWORKS.check('10.0.0.1')).toBe(true)
    expect(faults({ WEBHOOK_NETWORKS: '10.0.0.0/8, intranet' })).toEqual([expect.stringContaining('"intranet" is not one')])
  })

  it('takes an empty value for an absent one', () => {
    expect(parseEnv({ PORT: '', PUBLIC_URL: '' }).PORT).toBe(3000)
  })

  it('reads a list of origins, and refuses paths and other schemes', () => {
    expect(parseEnv({ PUBLIC_URL: 'https://tasks.example.org/, http://10.0.0.5:3000' }).PUBLIC_URLS).toEqual([
      'https://tasks.example.org',
      'http://10.0.0.5:3000',
    ])
    expect(faults({ PUBLIC_URL: 'https://example.org/tasks' })).toHaveLength(1)
    expect(faults({ PUBLIC_URL: 'ftp://example.org' })).toHaveLength(1)
  })

  it('puts the default database into the data directory', () => {
    expect(parseEnv({ DATA_DIR: '/srv/tasks' }).DATABASE_URL).toBe('file:/srv/tasks/task-orchestrator.db')
  })
})
