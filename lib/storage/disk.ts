import { closeSync, fsyncSync, openSync } from 'node:fs'
import { dirname, join } from 'node:path'

export const isFile = (url: string) => url.startsWith('file:')

export const sqlitePath = (url: string) => url.replace(/^file:(\/\/(?=\/))?/, '').replace(/\?.*$/, '')

/** Where backups of this database are put unless somebody says otherwise. */
export const backupsBeside = (url: string, dataDir: string) => join(isFile(url) ? dirname(sqlitePath(url)) : dataDir, 'backups')

/** A database as it may be shown and logged. */
export const shown = (url: string) => (isFile(url) ? sqlitePath(url) : url.replace(/\/\/[^@/]*@/, '//').replace(/\?.*$/, ''))

/** Waits until a file, or the names in a folder, are on disk. */
export function flush(path: string): void {
  const handle = openSync(path, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** The name of something unfinished whose process is gone. */
export function isAbandoned(name: string): boolean {
  const pid = /\.partial-(\d+)(-\w+)?$/.exec(name)?.[1]
  return pid !== undefined && !isAlive(Number(pid))
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
