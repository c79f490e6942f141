import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads'
import type { Busy } from '#lib/domain/plugin/hosted.ts'
import type { ActorRef } from './api.ts'
import type { Call, Described, FromThread, Read, Start, ToThread, Wish } from './messages.ts'
import { linesOf, shortened } from './lines.ts'
import { javascriptOf, type Programs } from './programs.ts'

/** A plugin did not do what it was called for. */
export class PluginFault extends Error {
  /** @param isOwn whether this call was at fault, and not another one that took the thread with it */
  constructor(
    message: string,
    readonly isOwn: boolean,
  ) {
    super(message)
    this.name = 'PluginFault'
  }
}

export interface Hands {
  /** Does what the plugin asks for. */
  answer(wish: Wish, given: unknown[]): Promise<unknown>
  log(message: string): void
  /** The thread has ended by itself, or was ended because a call took too long. */
  ended(why: string): void
}

interface Pending {
  since: Date
  resolve: (result: unknown) => void
  reject: (fault: PluginFault) => void
  timer: NodeJS.Timeout
}

const LOAD_MS = 20_000
const MEMORY_MB = 256
/** How much the memory of the process may grow within one call: what is outside of the heap has no other limit. */
const GROWTH_MB = 512
const WATCH_MS = 250
/** Of the server's environment a plugin sees nothing else; its own settings come with `api.config`. */
const ENVIRONMENT = ['PATH', 'HOME', 'TZ', 'LANG', 'NODE_ENV', 'TMPDIR', 'NODE_EXTRA_CA_CERTS']

/** One run of a plugin, in a worker thread of its own. When it ends, another one is made. */
export class PluginThread {
  readonly loaded: Promise<Described>
  readonly #worker: Worker
  readonly #pending = new Map<number, Pending>()
  #lastId = 0
  #isOver = false
  readonly #watch: NodeJS.Timeout
  /** The call that is under way for longest, and the memory when that was seen. */
  #seen = { call: 0, bytes: 0 }

  constructor(
    start: Start,
    programs: Programs,
    private readonly hands: Hands,
  ) {
    this.#worker = open(start, programs)
    for (const stream of [this.#worker.stdout, this.#worker.stderr]) linesOf(stream, hands.log)
    this.#watch = setInterval(() => this.#look(), WATCH_MS).unref()
    this.loaded = new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#die(`it was not loaded within ${LOAD_MS / 1000} s`), LOAD_MS).unref()
      this.#pending.set(0, { since: new Date(), resolve: (described) => resolve(described as Described), reject, timer })
    })
    this.loaded.catch(() => {})
    this.#worker.on('message', (message: FromThread) => this.#take(message))
    this.#worker.on('messageerror', (error) => this.#die(`its message could not be read: ${error.message}`))
    this.#worker.on('error', (error) => this.#die(messageOf(error)))
    this.#worker.on('exit', (code) => this.#die(`its thread ended with ${code}`))
  }

  /** What it was called for and has not answered; null when it has answered all. */
  get busy(): Busy | null {
    const [first] = this.#pending.values()
    return first ? { since: first.since, calls: this.#pending.size } : null
  }

  begin(config: Record<string, string>, actor: ActorRef) {
    this.#send({ kind: 'begin', config, actor })
  }

  /** Throws PluginFault. After the time limit the thread ends, and with it whatever else it had to do. */
  call(call: Call, limitMs: number): Promise<unknown> {
    if (this.#isOver) return Promise.reject(new PluginFault('the plugin is not running', false))
    return new Promise((resolve, reject) => {
      const id = ++this.#lastId
      const late = () => this.#die(`it took longer than ${limitMs} ms`, id)
      // An answer that came while this process was busy elsewhere is taken first.
      const timer = setTimeout(() => setImmediate(() => setImmediate(() => this.#pending.has(id) && late())), limitMs)
      this.#pending.set(id, { since: new Date(), resolve, reject, timer })
      this.#send({ kind: 'call', id, call })
    })
  }

  /** Ends it without a word to the hands. */
  async end(why: string) {
    this.#over(why)
    await this.#worker.terminate()
  }

  #take(message: FromThread) {
    if (this.#isOver) return
    switch (message.kind) {
      case 'log':
        return this.hands.log(shortened(message.message))
      case 'ask':
        return void this.#answer(message.id, message.wish, message.arguments)
      case 'loaded':
        return this.#settle(0)?.resolve(message.plugin)
      case 'unloadable':
        return this.#settle(0)?.reject(new PluginFault(message.message, true))
      case 'done':
        return this.#settle(message.id)?.resolve(message.result)
      case 'failed':
        return this.#settle(message.id)?.reject(new PluginFault(message.message, true))
    }
  }

  async #answer(id: number, wish: Wish, given: unknown[]) {
    try {
      this.#send({ kind: 'answer', id, result: await this.hands.answer(wish, given) })
    } catch (error) {
      this.#send({ kind: 'refuse', id, message: messageOf(error) })
    }
  }

  #look() {
    const [call = 0] = this.#pending.keys()
    const bytes = process.memoryUsage.rss()
    if (call === 0 || call !== this.#seen.call) this.#seen = { call, bytes }
    else if (bytes - this.#seen.bytes > GROWTH_MB * 1_000_000)
      this.#die(`the memory of the server grew by more than ${GROWTH_MB} MB while it worked`, call)
  }

  #settle(id: number) {
    const pending = this.#pending.get(id)
    this.#pending.delete(id)
    clearTimeout(pending?.timer)
    return pending
  }

  #die(why: string, culprit?: number) {
    if (this.#isOver) return
    this.#over(why, culprit)
    void this.#worker.terminate()
    this.hands.ended(why)
  }

  #over(why: string, culprit?: number) {
    this.#isOver = true
    clearInterval(this.#watch)
    for (const [id, { reject, timer }] of this.#pending) {
      clearTimeout(timer)
      reject(new PluginFault(why, culprit === undefined || culprit === id))
    }
    this.#pending.clear()
  }

  #send(message: ToThread) {
    this.#worker.postMessage(message)
  }
}

function open(start: Start, { thread, reading }: Programs) {
  const env = Object.fromEntries(ENVIRONMENT.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])))
  const { port1, port2: host } = new MessageChannel()
  readFor(port1)
  const options = { env, execArgv: [], stdout: true, stderr: true, resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB } }
  const worker = new Worker(new URL(thread), { ...options, workerData: { start, reading, host }, transferList: [host] })
  worker.once('exit', () => port1.close())
  // What it does must not keep the process from ending.
  worker.unref()
  return worker
}

function readFor(port: MessagePort) {
  port.on('message', ({ id, url }: { id: number; url: string }) => {
    const answer = (read: Omit<Read, 'id'>) => port.postMessage({ id, ...read })
    javascriptOf(url).then(
      (source) => answer({ source, fault: null }),
      (error: unknown) => answer({ source: '', fault: messageOf(error) }),
    )
  })
  port.unref()
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))
