import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { bundled } from './bundle.ts'

/** Starts a TypeScript file of the project as a process of its own. */
export const startChild = (file: string, args: string[]) =>
  spawn(process.execPath, [bundled(file), ...args], { stdio: ['pipe', 'pipe', 'pipe'] })

/** Runs a TypeScript file of the project as a process of its own and answers with what it printed. */
export async function runChild(file: string, args: string[]): Promise<string> {
  const child = startChild(file, args)
  child.stdin.end()
  let out = ''
  let error = ''
  child.stdout.on('data', (chunk) => (out += String(chunk)))
  child.stderr.on('data', (chunk) => (error += String(chunk)))
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`${file} ended with ${code}: ${error}`)
  return out
}
