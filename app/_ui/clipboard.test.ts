import { afterEach, expect, it, vi } from 'vitest'
import { copied } from './clipboard.ts'

afterEach(() => vi.unstubAllGlobals())

it('copies where the browser has a clipboard', async () => {
  const written: string[] = []
  vi.stubGlobal('navigator', { clipboard: { writeText: async (text: string) => void written.push(text) } })
  expect(await copied('a secret')).toBe(true)
  expect(written).toEqual(['a secret'])
})

it('says so where there is none, or it is refused', async () => {
  vi.stubGlobal('navigator', {})
  expect(await copied('a secret')).toBe(false)
  vi.stubGlobal('navigator', { clipboard: { writeText: () => Promise.reject(new Error('not allowed')) } })
  expect(await copied('a secret')).toBe(false)
})
