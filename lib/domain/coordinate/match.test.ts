import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { match, type Team } from './match.ts'

/** How many of the tasks can be given at most: one seat after the other looks for a task, the simplest way there is. */
function mostOf(tasks: readonly number[], { room, capable }: Team): number {
  const taken = new Map<number, number>()
  const seats = room.flatMap((count, agent) => Array.from({ length: Math.min(count, tasks.length) }, () => agent))
  const find = (seat: number, seen: Set<number>): boolean =>
    tasks.some((kind, task) => {
      if (seen.has(task) || !capable[kind]?.includes(seats[seat] ?? -1)) return false
      seen.add(task)
      const holder = taken.get(task)
      if (holder !== undefined && !find(holder, seen)) return false
      taken.set(task, seat)
      return true
    })
  return seats.filter((_, seat) => find(seat, new Set())).length
}

/** Which tasks are given when each is taken that still fits with those before it. */
function mostUrgentOf(tasks: readonly number[], team: Team): number[] {
  const chosen: number[] = []
  for (const [at] of tasks.entries()) {
    const kinds = [...chosen, at].map((each) => tasks[each] ?? 0)
    if (mostOf(kinds, team) === kinds.length) chosen.push(at)
  }
  return chosen
}

/** The most even way to give all of the tasks: the least sum of squares over every way. */
function evenest(tasks: readonly number[], { room, load, capable }: Team): number {
  const used = room.map(() => 0)
  const from = (at: number): number => {
    if (at === tasks.length) return room.reduce((sum, _, agent) => sum + ((load[agent] ?? 0) + (used[agent] ?? 0)) ** 2, 0)
    let best = Infinity
    for (const agent of capable[tasks[at] ?? 0] ?? []) {
      if ((used[agent] ?? 0) >= (room[agent] ?? 0)) continue
      used[agent] = (used[agent] ?? 0) + 1
      best = Math.min(best, from(at + 1))
      used[agent] = (used[agent] ?? 0) - 1
    }
    return best
  }
  return from(0)
}

const cases = (agents: number, kinds: number, tasks: number) =>
  fc.record({
    team: fc.record({
      room: fc.array(fc.nat(3), { minLength: agents, maxLength: agents }),
      load: fc.array(fc.nat(4), { minLength: agents, maxLength: agents }),
      capable: fc.array(fc.subarray([...Array.from({ length: agents }).keys()]), { minLength: kinds, maxLength: kinds }),
    }),
    tasks: fc.array(fc.nat(kinds - 1), { maxLength: tasks }),
  })

describe('handing ready work out', () => {
  it('gives as many tasks as a largest matching would, each to an agent that can and has room', () =>
    fc.assert(
      fc.property(cases(6, 8, 25), ({ team, tasks }) => {
        const given = match(tasks, team)
        expect(given.filter((agent) => agent !== null)).toHaveLength(mostOf(tasks, team))
        for (const [i, agent] of given.entries()) if (agent !== null) expect(team.capable[tasks[i] ?? 0]).toContain(agent)
        for (const [agent, room] of team.room.entries()) expect(given.filter((each) => each === agent).length).toBeLessThanOrEqual(room)
      }),
      { numRuns: 1000 },
    ))

  it('leaves out only what is less urgent', () =>
    fc.assert(
      fc.property(cases(4, 5, 12), ({ team, tasks }) => {
        const given = [...match(tasks, team).entries()].flatMap(([at, agent]) => (agent === null ? [] : [at]))
        expect(given).toEqual(mostUrgentOf(tasks, team))
      }),
      { numRuns: 500 },
    ))

  it('spreads the work as evenly as any way of giving the same tasks', () =>
    fc.assert(
      fc.property(cases(3, 4, 7), ({ team, tasks }) => {
        const given = match(tasks, team)
        const chosen = tasks.filter((_, at) => given[at] !== null)
        const totals = team.load.map((load, agent) => load + given.filter((each) => each === agent).length)
        expect(totals.reduce((sum, each) => sum + each ** 2, 0)).toBe(evenest(chosen, team))
      }),
      { numRuns: 500 },
    ))

  it('hands tasks on so that one more fits', () => {
    // the first agent can do both, the second only the first kind; greedily the first would take it all
    const team = { room: [1, 1], load: [0, 5], capable: [[0, 1], [0]] }
    expect(match([0, 1], team)).toEqual([1, 0])
  })
})
