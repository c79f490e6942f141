import { spawn } from 'node:child_process'

const OUTPUT_KEPT = 4_000

interface HookCall {
  /** The executable itself; no shell reads the arguments. */
  file: string
  folder: string
  args: readonly string[]
  /** JSON on its standard input. */
  input: unknown
  environment: Record<string, string>
  timeoutMs: number
}

export interface HookRun {
  /** OK: exit code 0. REFUSED: another one. FAULT: it hung, crashed or could not be started. */
  verdict: 'OK' | 'REFUSED' | 'FAULT'
  /** How it ended, in words. */
  result: string
  /** What it printed first, on both outputs. */
  output: string
  ms: number
}

/** What a hook sees of our environment: enough to find programs, nothing that is configured. */
const PASSED_ON = ['PATH', 'HOME', 'LANG', 'LC_ALL', 'LC_CTYPE', 'TZ', 'TMPDIR', 'USER', 'LOGNAME']

/** Runs an executable in a process group of its own. Whatever is left of it when it ends, or its time is up, is ended too. */
export function runHook({ file, folder, args, input, environment, timeoutMs }: HookCall): Promise<HookRun> {
  const startedAt = performance.now()
  const own: Record<string, string | undefined> = Object.fromEntries(
    PASSED_ON.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  )
  return new Promise((resolve) => {
    let output = Buffer.alloc(0)
    let isLate = false
    const finish = (verdict: HookRun['verdict'], result: string) => {
      clearTimeout(timer)
      const text = output.subarray(0, OUTPUT_KEPT).toString('utf8').toWellFormed().replaceAll('\0', '\uFFFD').trim()
      resolve({ verdict, result, output: text, ms: Math.round(performance.now() - startedAt) })
    }
    const child = begin()
    const endGroup = () => {
      try {
        if (child?.pid) process.kill(-child.pid, 'SIGKILL')
      } catch {
        // Nothing of it is left.
      }
    }
    const timer = setTimeout(() => {
      isLate = true
      endGroup()
    }, timeoutMs)
    if (!child) return
    // What is beyond the cap is read and dropped, so that the hook does not wait for us.
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (part: Buffer) => {
        if (output.length < OUTPUT_KEPT) output = Buffer.concat([output, part])
      })
    child.stdin.on('error', () => {})
    child.stdin.end(JSON.stringify(input))
    child.on('error', (error: NodeJS.ErrnoException) => finish('FAULT', `could not be started (${error.code ?? error.message})`))
    // Those that it left behind hold its outputs open.
    child.on('exit', endGroup)
    child.on('close', (code, signal) => {
      if (isLate) finish('FAULT', `was ended after ${timeoutMs / 1000} s`)
      else if (code === null) finish('FAULT', `was ended by ${signal}`)
      else finish(code === 0 ? 'OK' : 'REFUSED', `ended with ${code}`)
    })

    function begin() {
      try {
        return spawn(file, [...args], {
          cwd: folder,
          env: { ...own, ...environment, NODE_ENV: 'production' },
          detached: true,
          stdio: ['pipe', 'pipe', 'pipe'],
        })
      } catch (error) {
        // Arguments that the system does not take are refused here.
        queueMicrotask(() => finish('FAULT', `could not be started (${error instanceof Error ? error.message : 'unknown'})`))
        return null
      }
    }
  })
}
