import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { db, dialect } from '#lib/db.ts'
import { diagnose } from '#lib/domain/doctor/diagnose.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { rounds } from '../rounds.ts'
import { bundleServer, type ServerProcess, startServer } from '../server-process.ts'
import { Load } from './load.ts'
import { type Holder, scene } from './scene.ts'
import { type Seen, Subscriber } from './subscriber.ts'

const EVENTS = rounds(5_000)
const WARM_UP = 500
const WATCHERS = 10
const WRITERS = 4
const FIELDS = '__typename ... on Event { seq action taskId } ... on Resync { seq message }'
const PROJECT_EVENTS = `subscription ($project: ID!, $after: Int) { projectEvents(project: $project, after: $after) { ${FIELDS} } }`
const NOTIFICATIONS = `subscription ($after: Int) { notificationReceived(after: $after) {
  __typename ... on Notification { seq reason event { seq action taskId } } ... on Resync { seq message } } }`

/** Some 70 kB a payload: what a server kept back for two who do not read would be seen at once. */
const TEXT = Array.from({ length: 14 }, (_, i) => `text${i}: task { description }`).join(' ')
const WITH_TEXT = `subscription ($project: ID!, $after: Int) { projectEvents(project: $project, after: $after) {
  __typename ... on Event { seq action taskId ${TEXT} } ... on Resync { seq message } } }`

let database: TestDatabase
let file: string
/** One process on SQLite, two on PostgreSQL. */
let servers: { process: ServerProcess; url: string }[] = []
beforeAll(async () => {
  database = await testDatabase()
  file = await bundleServer()
  servers = await Promise.all(Array.from({ length: dialect() === 'postgres' ? 2 : 1 }, start))
}, 120_000)
afterAll(() => {
  for (const { process } of servers) process.child.kill('SIGKILL')
})

/** A heap that is cleared as it fills: with a large one, resident memory is mostly what nobody has cleared yet. */
const HEAP = { NODE_OPTIONS: '--max-old-space-size=256' }

async function start() {
  const process = startServer(file, { DATABASE_URL: database.url, ...HEAP })
  return { process, url: await process.ready }
}

/** Another process takes the place of one, after it has ended as told. */
async function restart(place: number, signal: 'SIGTERM' | 'SIGKILL') {
  await stop(place, signal)
  servers[place] = await start()
}

async function stop(place: number, signal: 'SIGTERM' | 'SIGKILL') {
  const old = servers[place]?.process
  old?.child.kill(signal)
  const end = await old?.ended
  if (signal === 'SIGTERM') expect(end).toMatchObject({ code: 0 })
}

let turn = 0
const someUrl = () => servers[turn++ % servers.length]?.url ?? ''

/** Each watcher over both transports: the events of the project, and its own notifications. */
function watching(holders: Holder[], project: string, cuts: { events: number; notifications: number }) {
  return holders.flatMap(({ token, caller }, i) => {
    const over = i % 2 === 0 ? ('WebSocket' as const) : ('SSE' as const)
    const common = { over, token, url: someUrl }
    return [
      {
        who: caller,
        on: new Subscriber({ ...common, field: 'projectEvents', query: PROJECT_EVENTS, variables: { project }, cuts: cuts.events }),
      },
      { who: caller, on: new Subscriber({ ...common, field: 'notificationReceived', query: NOTIFICATIONS, cuts: cuts.notifications }) },
    ]
  })
}

describe('20 subscribers', () => {
  it('over cut sockets and two restarts see each event once, in order', { timeout: 600_000 }, async () => {
    const { place, holders } = await scene(WATCHERS + WRITERS)
    const watchers = holders.slice(0, WATCHERS)
    const load = new Load({
      url: someUrl,
      tokens: holders.slice(WATCHERS).map(({ token }) => token),
      project: place.id,
      assignees: watchers.map(({ caller }) => caller.handle),
    })
    const subscribers = watching(watchers, place.id, { events: 20 / EVENTS, notifications: 100 / EVENTS })
    const running = subscribers.map(({ on }) => on.run())

    const writing = load.write(EVENTS)
    await load.reached(EVENTS / 3)
    await restart(0, 'SIGTERM')
    await load.reached((EVENTS * 2) / 3)
    await restart(servers.length - 1, 'SIGKILL')
    await writing

    const events = await db().event.findMany({ where: { stream: place.key }, orderBy: { seq: 'asc' } })
    for (const { who, on } of subscribers) {
      const expected = on.watch.field === 'projectEvents' ? events.map(shown) : await toldTo(who.actorId, events)
      await on.reached(expected.length)
      on.stop()
      expect(on.refused).toEqual([])
      expect(on.seen.map(plain)).toEqual(expected)
    }
    await Promise.all(running)
    const sum = (of: (subscriber: Subscriber) => number) => subscribers.reduce((total, { on }) => total + of(on), 0)
    console.info(
      `${events.length} events, ${sum((on) => on.seen.length)} payloads, ${sum((on) => on.connections)} connections, ${sum((on) => on.cuts)} cut`,
    )
    expect(sum((on) => on.cuts)).toBeGreaterThan(20)
    expect(await diagnose()).toEqual([])
  })
})

describe('a subscriber that does not read', () => {
  it('harms no other, takes little memory, goes on where it was, and does not hold up a stop', { timeout: 600_000 }, async () => {
    const { place, holders } = await scene(WATCHERS + 2)
    const load = new Load({
      url: someUrl,
      tokens: holders.map(({ token }) => token).slice(0, WRITERS),
      project: place.id,
      assignees: holders.map(({ caller }) => caller.handle),
      description: 'x'.repeat(5_000),
    })
    const others = watching(holders.slice(0, WATCHERS), place.id, { events: 0, notifications: 0 })
    const paused = holders.slice(WATCHERS).map(
      ({ token }, i) =>
        new Subscriber({
          ...{ over: i === 0 ? ('WebSocket' as const) : ('SSE' as const), token, url: someUrl, cuts: 0 },
          ...{ field: 'projectEvents', query: WITH_TEXT, variables: { project: place.id } },
        }),
    )
    const running = [...others.map(({ on }) => on), ...paused].map((on) => on.run())
    const before = await warm(load)
    for (const on of paused) await on.reached(load.written)

    for (const on of paused) on.pause()
    const most = await highest(load, EVENTS)
    const events = await db().event.findMany({ where: { stream: place.key }, orderBy: { seq: 'asc' } })
    for (const { who, on } of others) {
      const expected = on.watch.field === 'projectEvents' ? events.map(shown) : await toldTo(who.actorId, events)
      await on.reached(expected.length)
      expect(on.seen.map(plain)).toEqual(expected)
    }
    const grown = most.map((mb, i) => mb - (before[i] ?? 0))
    console.info(`paused at ${paused.map((on) => on.last).join(' and ')} of ${events.length}: ${grown} MB more than ${before} MB`)
    for (const on of paused) {
      expect(on.last).toBeLessThan(events.length)
      on.resume()
      await on.reached(events.length)
      expect(on.seen.map(({ seq }) => seq)).toEqual(events.map(({ seq }) => seq))
    }
    for (const { on } of others) on.stop()

    for (const on of paused) on.pause()
    await load.write(100)
    const stopping = performance.now()
    await Promise.all(servers.map((_, place) => stop(place, 'SIGTERM')))
    expect(performance.now() - stopping).toBeLessThan(8_000)
    for (const on of paused) on.stop()
    await Promise.all(running)
    expect(Math.max(...grown)).toBeLessThan(64)
  })
})

/** What a process takes when it is warm is not theirs: writes until each server takes hardly more than it ever did. */
async function warm(load: Load) {
  let most = await highest(load, WARM_UP)
  for (let calm = 0, times = 0; calm < 2 && times < 10; times++) {
    const next = await highest(load, WARM_UP)
    const isCalm = next.every((mb, i) => mb - (most[i] ?? 0) < 8)
    calm = isCalm ? calm + 1 : 0
    most = most.map((mb, i) => Math.max(mb, next[i] ?? 0))
  }
  return most
}

/** Writes so many events; answers the most memory that each server took meanwhile, in MB. */
async function highest(load: Load, events: number) {
  let most = servers.map(() => 0)
  for (let part = 0; part < 10; part++) {
    await load.write(events / 10)
    most = servers.map(({ process }, i) => Math.max(most[i] ?? 0, resident(process)))
  }
  return most
}

const shown = ({ seq, action, taskId }: { seq: number; action: string; taskId: string | null }) => ({ seq, action, taskId })

/** What a recipient must have seen, from the rows. */
async function toldTo(recipientId: string, events: { seq: number; action: string; taskId: string | null }[]) {
  const rows = await db().notification.findMany({ where: { recipientId }, orderBy: { seq: 'asc' } })
  return rows.map(({ seq, reason, eventSeq }) => ({ seq, reason, event: events.filter((event) => event.seq === eventSeq).map(shown)[0] }))
}

const plain = ({ __typename: _, ...rest }: Seen) => rest

/** In MB. */
const resident = ({ child }: ServerProcess) => Math.round(Number(execFileSync('ps', ['-o', 'rss=', '-p', String(child.pid)])) / 1024)
