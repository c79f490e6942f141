import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { db, transaction } from '#lib/db.ts'
import { createPlan } from '#lib/domain/plan/create.ts'
import { person, project } from '#lib/testing/builders.ts'
import { startChild } from '#lib/testing/child.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { rounds } from '#lib/testing/rounds.ts'
import { linesOf, PROBE, until } from './testing/host.ts'

let url: string
beforeAll(async () => void ({ url } = await testDatabase()))

it('after kill -9 amid its events, a plugin goes on where it stood: every event at least once, in order', async () => {
  const file = join(tmpdir(), `probe-${randomBytes(6).toString('hex')}`)
  const ann = await person({ isAdmin: true })
  const of = await project(ann)
  const heard = () => linesOf(file).flatMap((line) => (line.startsWith(`evt_${of.key}_`) ? [Number(/_(\d+) /.exec(line)?.[1])] : []))
  const head = async () => (await db().project.findUniqueOrThrow({ where: { id: of.id } })).seq
  const plan = (count: number) => createPlan(ann, { project: of.id, tasks: Array.from({ length: count }, (_, i) => ({ title: `${i}` })) })
  for (let round = 0; round < rounds(10) + 1; round++) {
    const child = startChild('lib/plugins/testing/host-process.ts', [url, PROBE, file])
    await once(child.stdout, 'data')
    await until(() => db().pluginSetting.findFirst({ where: { plugin: 'probe', projectId: of.id } }))
    const before = heard().length
    await plan(300)
    await until(() => heard().length > before + 20, 50_000)
    child.kill('SIGKILL')
    await once(child, 'close')
    // As when its lease has run out, which takes 30 s.
    await transaction([], (tx) => tx.job.deleteMany({ where: { name: 'plugin:probe' } }))
  }
  const last = startChild('lib/plugins/testing/host-process.ts', [url, PROBE, file])
  await until(async () => heard().at(-1) === (await head()), 50_000)
  last.kill('SIGKILL')
  await once(last, 'close')
  const [first = 0] = heard()
  const anew = heard().filter((seq, i, all) => i === 0 || seq > Math.max(...all.slice(0, i)))
  expect(anew).toEqual(Array.from({ length: (await head()) - first + 1 }, (_, i) => first + i))
  // What comes again begins where it stood last and goes on without a gap.
  expect(heard().every((seq, i, all) => i === 0 || seq === (all[i - 1] ?? 0) + 1 || seq <= (all[i - 1] ?? 0))).toBe(true)
}, 180_000)
