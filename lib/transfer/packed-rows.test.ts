import { expect, it } from 'vitest'
import { PackedRows } from './packed-rows.ts'

it('answers every row as it was given, in any order and again', () => {
  const rows = Array.from({ length: 200 }, (_, n) => [`${n}`, 'Grüße, "quoted"\nand 🧵', ''])
  const packed = new PackedRows()
  for (const row of rows) packed.push(row)
  expect(packed.length).toBe(200)
  for (const n of [199, 0, 63, 64, 128, 127, 0, 191, 192, 5]) expect(packed.at(n)).toEqual(rows[n])
  expect(rows.map((_, n) => packed.at(n))).toEqual(rows)
})
