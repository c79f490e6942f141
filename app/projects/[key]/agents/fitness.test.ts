import { expect, it } from 'vitest'
import { lacking, whyNobody, whyNothing } from './fitness.ts'

const agent = (handle: string, more: object = {}) => ({
  id: handle,
  handle,
  presence: 'ONLINE' as const,
  capabilities: ['go'],
  retiredAt: null,
  wipLimit: null,
  workload: { openClaims: 0 },
  ...more,
})
const task = (key: string, needs: string[] = [], assignee: { id: string; handle: string } | null = null) => ({
  key,
  requiredCapabilities: needs,
  assignee,
})

it('names what an agent lacks, however it is spelled', () => {
  expect(lacking(agent('a'), task('T-1', ['GO', 'bench']))).toEqual(['bench'])
})

it('says nothing where someone who is there can take a task', () => {
  expect(whyNobody(task('T-1', ['go']), [agent('a', { presence: 'OFFLINE' }), agent('b', { presence: 'LATE' })])).toBeNull()
  expect(whyNobody(task('T-1'), [agent('a')])).toBeNull()
})

it('says why nobody takes a task: nobody has it, who has it is away, is full or has retired', () => {
  const needs = task('BDS-418', ['bench'])
  expect(whyNobody(needs, [agent('a')])).toBe('Asks for bench, which no agent has.')
  expect(whyNobody(task('BDS-701', ['sqlite', 'bench']), [agent('a')])).toBe('Asks for sqlite and bench, which no agent has together.')
  const osprey = agent('osprey', { capabilities: ['bench'], presence: 'OFFLINE' })
  expect(whyNobody(needs, [agent('a'), osprey])).toBe('Asks for bench: osprey is offline.')
  const full = agent('full', { capabilities: ['bench'], wipLimit: 1, workload: { openClaims: 1 } })
  expect(whyNobody(needs, [full, osprey])).toBe('Asks for bench: full has no room for more.')
  expect(whyNobody(needs, [{ ...osprey, retiredAt: '2026-01-01' }])).toBe('No agent works here.')
  const away = ['a', 'b', 'c', 'd', 'e'].map((handle) => agent(handle, { presence: 'OFFLINE' }))
  expect(whyNobody(task('BDS-1'), away.slice(0, 4))).toBe('a, b, c, and d are offline.')
  expect(whyNobody(task('BDS-1'), away)).toBe('a, b, c and 2 more are offline.')
})

it('says why nothing is ready for an agent', () => {
  const lathe = agent('lathe', { wipLimit: 2 })
  expect(whyNothing(lathe, [task('T-1', ['go'])])).toBeNull()
  expect(whyNothing(lathe, [])).toBe('No task is ready.')
  expect(whyNothing({ ...lathe, workload: { openClaims: 2 } }, [task('T-1')])).toBe(
    'It holds 2 of at most 2: it claims the next when one of them ends.',
  )
  expect(whyNothing(lathe, [task('T-1', ['sql']), task('T-2', ['sql', 'bench'])])).toBe(
    '2 tasks are ready, and it can take none: they ask for sql (2) and bench (1).',
  )
  expect(whyNothing(lathe, [task('T-1', [], { id: 'x', handle: 'x' })])).toBe('1 task is ready, and all are assigned to others.')
  expect(whyNothing(lathe, [task('T-1', [], { id: 'lathe', handle: 'lathe' })])).toBeNull()
})
