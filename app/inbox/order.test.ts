import { expect, test } from 'vitest'
import { blocksOf, inOrder } from './order.ts'
import type { Duty } from './reasons.ts'

const line = (id: string, block: number, duty: Duty) => ({ id, block, duty })

test('lines stand page by page, and in each what presses most comes first', () => {
  const blocks = blocksOf([line('a', 1, 'know'), line('b', 0, 'know'), line('c', 1, 'answer'), line('d', 0, 'start'), line('e', 0, 'know')])
  expect(blocks.map(({ block, groups }) => [block, groups.map(({ title, threads }) => [title, threads.map(({ id }) => id)])])).toEqual([
    [
      0,
      [
        ['Start', ['d']],
        ['Know', ['b', 'e']],
      ],
    ],
    [
      1,
      [
        ['Answer, older', ['c']],
        ['Know, older', ['a']],
      ],
    ],
  ])
  expect(inOrder(blocks).map(({ id }) => id)).toEqual(['d', 'b', 'e', 'c', 'a'])
  expect(blocksOf([])).toEqual([])
})
