import { expect, test } from 'vitest'
import { hintsFor, named } from './mention.ts'

const PEOPLE = [
  { handle: 'kestrel', name: 'Kestrel' },
  { handle: 'kea-2', name: 'Kea' },
  { handle: 'ines', name: 'Ines Okafor' },
]
const hints = (text: string) => hintsFor(text, text.length, PEOPLE).map(({ handle }) => handle)

test('a name that is begun is completed from the members', () => {
  expect(hints('Hello @ke')).toEqual(['kestrel', 'kea-2'])
  expect(hints('@')).toEqual(['kestrel', 'kea-2', 'ines'])
  expect(hints('(@In')).toEqual(['ines'])
})

test('an address, a path, a finished name and plain words have no hints', () => {
  for (const text of ['mail me@ke', 'node_modules/@ke', 'Hello @kestrel', 'Hello', '@zzz', '@ke ']) expect(hints(text)).toEqual([])
})

test('completing keeps what stands behind the caret', () => {
  expect(named('Hello @ke and more', 9, 'kestrel')).toEqual({ text: 'Hello @kestrel and more', caret: 15 })
  expect(named('@', 1, 'ines')).toEqual({ text: '@ines ', caret: 6 })
})
