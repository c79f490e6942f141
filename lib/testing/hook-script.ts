import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Puts a script into a folder of hooks; `body` runs in Node with `args`, `input` (its JSON) and `fs`. */
export function putHook(folder: string, hook: string, body: string) {
  mkdirSync(folder, { recursive: true })
  const given = `const fs = require('node:fs'); const args = process.argv.slice(2); const input = JSON.parse(fs.readFileSync(0, 'utf8'));`
  const file = join(folder, hook)
  rmSync(file, { force: true })
  writeFileSync(file, `#!${process.execPath}\n${given}\n${body}`)
  chmodSync(file, 0o755)
}

export const dropHook = (folder: string, hook: string) => rmSync(join(folder, hook), { force: true })
