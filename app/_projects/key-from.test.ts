import { describe, expect, it } from 'vitest'
import { keyFrom } from './key-from.ts'

describe('the key proposed for a name', () => {
  it.each([
    ['Web shop', 'WS'],
    ['Beads', 'BEADS'],
    ['Überraschung', 'UBERRASCHU'],
    ['2 trains', 'T'],
    ['', ''],
  ])('of %j is %j', (name, key) => expect(keyFrom(name)).toBe(key))
})
