import { type ChildProcess, spawn } from 'node:child_process'
import { StringDecoder } from 'node:string_decoder'
import { storable } from '#lib/text.ts'

const OUTPUT_KEPT = 4_000
/** How long one that is under way may go on when the server stops. */
const GRACE_MS = 2_000
/** How long the outputs of one that has ended are read on, should something outside its group hold them open. */
const LINGER_MS = 500

interface HookCall {
  /** The executable itself; no shell reads the arguments. */
  file: string
  folder: string
  args: readonly string[]
  /** JSON on its standard input. */
  input: unknown
  environment: Record<string, string>
  timeoutMs: number
  /** Aborted when the server stops. */
  signal?: AbortSignal | undefined
}

export interface HookRun {
  /** OK: exit code 0. REFUSED: another one. FAULT: it hung, crashed or could not be started. STOPPED: the server ended it to stop. */
  verdict: 'OK' | 'REFUSED' | 'FAULT' | 'STOPPED'
  /** How it ended, in words. */
  result: string
  /** What it printed first, on both outputs. */
  output: string
  ms: number
}

/** What a hook sees of our environment: enough to find programs, nothing that is configured. */
const PASSED_ON = ['PATH', 'HOME', 'LANG', 'LC_ALL', 'LC_CTYPE', 'TZ', 'TMPDIR', 'USER', 'LOGNAME']

/** Runs an executable in a process group of its own. Whatever is left of it when it ends, or its time is up, is ended too. */
export function runHook({ timeoutMs, signal, ...call }: HookCall): Promise<HookRun> {
  const startedAt = performance.now()
  return new Promise((resolve) => {
    const printed = new Beginning()
    const timers: NodeJS.Timeout[] = []
    let ended: HookRun['verdict'] | null = null
    const finish = (verdict: HookRun['verdict'], result: string) => {
      for (const timer of timers) clearTimeout(timer)
      signal?.removeEventListener('abort', stop)
      if (child?.pid !== undefined) running.delete(child.pid)
      resolve({ verdict, result, output: printed.text(), ms: Math.round(performance.now() - startedAt) })
    }
    const endAs = (verdict: HookRun['verdict']) => {
      ended ??= verdict
      endGroup(child?.pid)
    }
    const stop = () => timers.push(setTimeout(() => endAs('STOPPED'), GRACE_MS))
    const child = begin(call, (message) => finish('FAULT', `could not be started (${message})`))
    if (!child) return
    if (child.pid !== undefined) running.add(child.pid)
    const late = setTimeout(() => endAs('FAULT'), timeoutMs)
    timers.push(late)
    if (signal?.aborted) stop()
    signal?.addEventListener('abort', stop)
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => printed.add(part))
    // One that does not read its input is none the worse for it.
    child.stdin.on('error', () => {})
    child.stdin.end(JSON.stringify(call.input))
    child.on('error', (error) => finish('FAULT', `could not be started (${codeOf(error)})`))
    child.on('exit', () => {
      clearTimeout(late)
      // Those that it left behind hold its outputs open; one that has a session of its own cannot be found and is not waited for.
      endGroup(child.pid)
      timers.push(setTimeout(() => [child.stdout, child.stderr].forEach((stream) => stream.destroy()), LINGER_MS))
    })
    child.on('close', (code, killedBy) => {
      if (ended === 'STOPPED') finish('STOPPED', 'was ended because the server stopped')
      else if (ended) finish('FAULT', `was ended after ${timeoutMs / 1000} s`)
      else if (code === null) finish('FAULT', `was ended by ${killedBy}`)
      else finish(code === 0 ? 'OK' : 'REFUSED', `ended with ${code}`)
    })
  })
}

function begin(
  { file, folder, args, environment }: Pick<HookCall, 'file' | 'folder' | 'args' | 'environment'>,
  failed: (message: string) => void,
) {
  const own = Object.fromEntries(PASSED_ON.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])))
  try {
    return spawn(file, [...args], {
      cwd: folder,
      env: { ...own, ...environment, NODE_ENV: 'production' },
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    })
  } catch (error) {
    // Arguments that the system does not take are refused here.
    queueMicrotask(() => failed(codeOf(error)))
    return null
  }
}

const codeOf = (error: unknown) =>
  error instanceof Error && 'code' in error ? String(error.code) : error instanceof Error ? error.message : 'unknown'

/** What is beyond the cap is read and dropped, so that the hook does not wait for us. */
class Beginning {
  #bytes = Buffer.alloc(0)

  add(part: Buffer) {
    if (this.#bytes.length < OUTPUT_KEPT) this.#bytes = Buffer.concat([this.#bytes, part]).subarray(0, OUTPUT_KEPT)
  }

  /** Without the half of a character that the cap may leave, and without what no database takes. */
  text() {
    return storable(new StringDecoder('utf8').write(this.#bytes)).trim()
  }
}

/** The groups under way; none of them outlives a server that ends by itself. */
const running = new Set<NonNullable<ChildProcess['pid']>>()
process.on('exit', () => running.forEach(endGroup))

function endGroup(leader: number | undefined) {
  try {
    if (leader !== undefined) process.kill(-leader, 'SIGKILL')
  } catch {
    // Nothing of it is left.
  }
}
