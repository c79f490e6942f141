import { expect, it } from 'vitest'
import { InvalidInputError } from '#lib/errors.ts'
import { codePoints, label, parse, ref, text } from './input.ts'

const issuesOf = (run: () => unknown) => {
  try {
    run()
  } catch (error) {
    if (error instanceof InvalidInputError) return error.issues
    throw error
  }
  return []
}

it('lengths count code points, so that an emoji outside the basic plane is one', () => {
  expect(codePoints('a😀é')).toBe(3)
  expect(parse(text(3), '😀😀😀')).toBe('😀😀😀')
  expect(issuesOf(() => parse(text(3), '😀😀😀😀'))).toEqual([{ field: 'input', message: 'has 4 characters, at most 3 are allowed' }])
})

it('labels are stored trimmed, other text exactly as given', () => {
  expect(parse(label(5), '\u00a0 ab \n')).toBe('ab')
  expect(parse(label(2), '  ab  ')).toBe('ab')
  expect(parse(text(10), '  ab\n ')).toBe('  ab\n ')
  expect(issuesOf(() => parse(label(5), '   '))).toEqual([{ field: 'input', message: 'must not be empty' }])
})

it('NUL and lone surrogates are refused in text, labels and refs', () => {
  for (const schema of [text(10), label(10), ref])
    for (const [bad, message] of [
      ['a\0b', 'must not contain NUL'],
      ['a\ud800b', 'must not contain lone surrogates'],
    ] as const)
      expect(issuesOf(() => parse(schema, bad))).toEqual([{ field: 'input', message }])
})

it('a ref has 1 to 100 characters after trimming', () => {
  expect(parse(ref, ` ${'a'.repeat(100)} `)).toHaveLength(100)
  expect(issuesOf(() => parse(ref, ' '))).toHaveLength(1)
  expect(issuesOf(() => parse(ref, 'a'.repeat(101)))).toHaveLength(1)
})
