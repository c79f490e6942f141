import { expect, it } from 'vitest'
import { layPins, reachOf } from './pins.ts'

const claim = (agent: string, seconds: number) => ({ id: agent, agent, task: 'T-1', seconds })

it('shows a quarter of an hour, or whole quarters where a lease is longer', () => {
  expect([reachOf([]), reachOf([120]), reachOf([901]), reachOf([3600])]).toEqual([900, 900, 1800, 3600])
})

it('drops the later of two labels that would touch, and keeps its pin', () => {
  const pins = layPins([claim('b', 460), claim('a', 450), claim('c', 700)], 900)
  expect(pins.map((pin) => [pin.agent, pin.hasLabel])).toEqual([
    ['a', true],
    ['b', false],
    ['c', true],
  ])
})

it('turns a label near the end to the left', () => {
  expect(layPins([claim('a', 880)], 900)[0]).toMatchObject({ isFlipped: true, hasLabel: true })
})

it('keeps a lease that ran out at the start', () => {
  expect(layPins([claim('a', 0)], 900)[0]?.at).toBe(0)
})
