/**
 * What a plugin may know of Task Orchestrator: this file, and nothing else. It imports nothing, so that it can be read, copied and
 * checked alone. A plugin imports it as `task-orchestrator/plugin`.
 */

/** The version of this interface: a plugin of the same major version and the same or an earlier minor one is loaded. */
export const API_VERSION = '1.0'

/** The default export of a plugin's module. Every function may be async; each call has a time limit. */
export interface Plugin {
  /** Its name for ever: lowercase letters, digits and hyphens, at most 40. Its agent's handle is `plugin.` and the name. */
  name: string
  /** Its own version, such as `1.4.0`. */
  version: string
  /** The version of this interface that it was written for. */
  api: `${number}.${number}`
  description?: string
  /** What owners set for it in a project. */
  settings?: Arguments
  /** In milliseconds; the defaults are 2,000, 10,000, 30,000 and 30,000, and nothing may take longer than 60,000. */
  timeLimits?: { beforeTaskCreate?: number; event?: number; command?: number; schedule?: number }
  /** Asked once per request, before anything is written; never for imports. When it fails or takes too long, the tasks are created. */
  beforeTaskCreate?(request: CreateRequest, api: Api): Awaitable<Refusal | void>
  /** A task was created through the API. */
  onTaskCreated?(event: TaskEvent, api: Api): Awaitable<void>
  /** A task changed in any other way than being completed or deleted: its fields, tags, assignee, status, hold. */
  onTaskUpdated?(event: TaskEvent, api: Api): Awaitable<void>
  /** A task was completed. */
  onTaskCompleted?(event: TaskEvent, api: Api): Awaitable<void>
  /**
   * Every event of the projects that the plugin is on in, also those above, after their own function. Of one project one at a time, in
   * order, at least once: after a crash the last ones may come again (`event.id` tells). An event whose function fails comes again,
   * later and later, and holds back those after it in its project until it succeeds or an admin skips it.
   */
  on?(event: PluginEvent, api: Api): Awaitable<void>
  /** By name: lowercase letters, digits and hyphens, at most 40. Made with `command`. */
  commands?: Record<string, Command>
  /** What it does by the clock, by name: lowercase letters, digits and hyphens, at most 40. */
  schedules?: Record<string, Schedule>
}

/** Checks a plugin's types. `export default definePlugin({ … })` */
export const definePlugin = (plugin: Plugin): Plugin => plugin

type Awaitable<T> = T | Promise<T>
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

export interface ActorRef {
  id: string
  handle: string
  kind: 'PERSON' | 'AGENT'
}

export interface ProjectRef {
  id: string
  key: string
  name: string
  /** What its owners set for the plugin, and defaults. */
  settings: Readonly<Record<string, string | number | boolean>>
}

/** A task as it is when the function is called, which may be later than the event. More: `api.graphql`. */
export interface TaskRef {
  id: string
  key: string
  title: string
  status: 'PENDING' | 'BLOCKED' | 'IN_PROGRESS' | 'COMPLETED' | 'CANCELLED'
  priority: 'LOW' | 'MEDIUM' | 'HIGH' | 'CRITICAL'
  assignee: string | null
  tags: string[]
  estimatedHours: number | null
  actualHours: number | null
  externalKey: string | null
  isDeleted: boolean
}

/** Something that happened; `action`, `changes` and `data` are those of the API's `Event`. */
export interface PluginEvent {
  /** Unique and the same each time that it comes, such as `evt_WEB_1042`. */
  id: string
  /** Counts from 1 without gaps within its project. */
  seq: number
  action: string
  project: ProjectRef
  task: TaskRef | null
  /** Who did it; null for the system. */
  actor: ActorRef | null
  /** Whether the plugin's own agent did it. */
  isOwn: boolean
  changes: { field: string; old: Json; new: Json }[]
  data: Record<string, Json>
  /** RFC 3339, UTC. */
  at: string
}
export type TaskEvent = PluginEvent & { task: TaskRef }

export interface CreateRequest {
  project: ProjectRef
  actor: ActorRef
  /** Whether the caller only wants to see what would come of it. */
  isDryRun: boolean
  tasks: NewTask[]
}

/** A task that shall be created, checked against all limits. */
export interface NewTask {
  title: string
  description: string
  priority: TaskRef['priority']
  /** A handle or an id, as given. */
  assignee: string | null
  tags: string[]
  requiredCapabilities: string[]
  criteria: string[]
  estimatedHours: number | null
  deadline: string | null
  brief: { why: string; what: string; done: string }
}

/** Nothing of the request is created; the caller gets a RefusedError with the reason. */
export interface Refusal {
  refusal: { reason: string; task: number | null }
}
/** `task`: the place in `tasks` of the one that is at fault. */
export const refuse = (reason: string, task: number | null = null): Refusal => ({ refusal: { reason, task } })

/** The hands of a plugin. */
export interface Api {
  /** Variables of the server's environment that begin with `PLUGIN_`, the plugin's name in capitals and `_`, by the rest of their names. */
  readonly config: Readonly<Record<string, string>>
  /** The agent that it acts as: a MEMBER of the projects that the plugin is on in. */
  readonly actor: ActorRef
  /** Runs an operation of the API as that agent and answers its `data`. Throws an Error when there are `errors`. */
  graphql<Data = Record<string, Json>>(document: string, variables?: Record<string, unknown>): Promise<Data>
  readonly store: Store
  /** A line in the server's log. */
  log(message: string): void
}

/** Rows of JSON by collection (1–50 characters) and key (1–200), of this plugin alone. */
export interface Store {
  get<T = Json>(collection: string, key: string): Promise<T | null>
  set(collection: string, key: string, value: unknown): Promise<void>
  delete(collection: string, key: string): Promise<void>
  /** By key, at most 1,000 at once (default 100): `after` is the last key of the page before. */
  list<T = Json>(collection: string, page?: { prefix?: string; after?: string; first?: number }): Promise<StoredRow<T>[]>
  /** At most 1,000 changes, all or none. Without a value the row is deleted. Throws when the plugin's quota would be exceeded. */
  write(changes: { collection: string; key: string; value?: unknown }[]): Promise<void>
}
export interface StoredRow<T> {
  key: string
  value: T
  updatedAt: string
}

/** Who may run a command: READ whoever sees the project, WORK its members and owners, MANAGE its owners; tokens need that scope. */
export type Need = 'READ' | 'WORK' | 'MANAGE'

export interface Command<A extends Arguments = Arguments> {
  title: string
  description: string
  /** Default WORK. Runs of READ leave no event. */
  needs?: Need
  /** In a project (default), or in all that both the caller and the plugin's agent see. */
  scope?: 'PROJECT' | 'WORKSPACE'
  arguments?: A
  run(request: CommandRequest<A>, api: Api): Awaitable<Markdown | Table>
}
export interface CommandRequest<A extends Arguments = Arguments> {
  arguments: Values<A>
  /** The one it was asked for, or those of the workspace. Answer with nothing of others: the caller may not see them. */
  projects: ProjectRef[]
  actor: ActorRef
  /** What the actor is in the project; admins of the workspace are OWNER in every one. Null when a command looks at all of them. */
  role: 'VIEWER' | 'MEMBER' | 'OWNER' | null
  /** RFC 3339, UTC. */
  now: string
}
/** Checks a command's types; `request.arguments` follows from `arguments`. */
export const command = <const A extends Arguments>(definition: Command<A>): Command<A> => definition

/**
 * Runs when that time has passed since it ran last, and at once in a project that the plugin enters. One run at a time, whatever the
 * number of servers. What was missed while the server or the plugin was away is made up for by one run. One that throws or takes too
 * long is tried again after a minute, then two, four …, at most `every`; admins, and owners in their project, see what it threw.
 */
export interface Schedule {
  title: string
  description: string
  /** From `1m` to `7d`. */
  every: `${number}${'m' | 'h' | 'd'}`
  /** Once for each project that the plugin is on in (default), or once for all of them. */
  scope?: 'PROJECT' | 'WORKSPACE'
  run(request: ScheduleRequest, api: Api): Awaitable<void>
}
export interface ScheduleRequest {
  projects: ProjectRef[]
  /** RFC 3339, UTC. */
  now: string
}

/** What a command takes, or an owner sets, by name: a letter, then letters and digits, at most 40. */
export type Arguments = Readonly<Record<string, Argument>>
interface Described {
  label: string
  description?: string
  isRequired?: boolean
}
export type Argument =
  | (Described & { type: 'text'; default?: string; maxLength?: number; isMultiline?: boolean })
  | (Described & { type: 'number' | 'integer'; default?: number; min?: number; max?: number })
  | (Described & { type: 'boolean'; default?: boolean })
  | (Described & { type: 'date'; default?: string })
  | (Described & { type: 'choice'; choices: readonly string[]; default?: string })
  /** The text of a file that the caller chooses, at most 500,000 characters. Not for settings. */
  | (Described & { type: 'file' })
  /** A task of the project by id or key, or an actor by id or handle. Not for settings. */
  | (Described & { type: 'task' })
  | (Described & { type: 'actor' })

/** Dates are YYYY-MM-DD. */
type ValueOf<A extends Argument> = A extends { type: 'number' | 'integer' }
  ? number
  : A extends { type: 'boolean' }
    ? boolean
    : A extends { type: 'choice'; choices: readonly (infer Choice)[] }
      ? Choice
      : A extends { type: 'task' }
        ? TaskRef
        : A extends { type: 'actor' }
          ? ActorRef
          : string
export type Values<A extends Arguments> = {
  [Name in keyof A]: A[Name] extends { isRequired: true } | { default: string | number | boolean }
    ? ValueOf<A[Name]>
    : ValueOf<A[Name]> | undefined
}

export interface Markdown {
  markdown: string
}
/** Shown as Markdown (with GFM), never as HTML; at most 200,000 characters. */
export const markdown = (text: string): Markdown => ({ markdown: text })

export type Cell = string | number | boolean | null
export interface Column {
  name: string
  title: string
  /** NUMBER and HOURS stand right; TASK holds a key and links to it. Default TEXT. */
  kind?: 'TEXT' | 'NUMBER' | 'HOURS' | 'DATE' | 'TIME' | 'TASK'
  /** Offers, instead of the value, the plugin's command of that name with the value as that argument, to whoever may run it. */
  opens?: { command: string; argument: string; label: string }
}
export interface Table {
  columns: Column[]
  /** At most 5,000. */
  rows: Record<string, Cell>[]
  /** Markdown above the table. */
  note?: string
}
/** Shown as a table, and offered as CSV. */
export const table = (columns: Column[], rows: Record<string, Cell>[], note = ''): Table => ({ columns, rows, note })
