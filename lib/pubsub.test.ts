import { expect, it } from 'vitest'
import { STREAMS_TOPIC, subscribe, wake, wakeFromStorage, wakePayload } from './pubsub.ts'

function listen(...topics: string[]) {
  const heard: [string, number | undefined][] = []
  const ends = topics.map((topic) => subscribe(topic, (name, seq) => heard.push([name, seq])))
  return { heard, end: () => ends.forEach((end) => end()) }
}

it('wakes the subscribers of a topic and of no other, until they end', () => {
  const { heard, end } = listen('stream:WEB')
  wake('stream:WEB', 7)
  wake('stream:APP', 8)
  end()
  wake('stream:WEB', 9)
  expect(heard).toEqual([['stream:WEB', 7]])
})

it('whoever listens to every stream hears of each, and of nothing else', () => {
  const { heard, end } = listen(STREAMS_TOPIC)
  for (const topic of ['stream:WEB', 'inbox:act_1', 'stream:NEW']) wake(topic, 1)
  end()
  expect(heard).toEqual([
    ['stream:WEB', 1],
    ['stream:NEW', 1],
  ])
})

it('another process wakes the topics it names', () => {
  const { heard, end } = listen('stream:WEB', 'inbox:act_1')
  wakeFromStorage(wakePayload([{ topic: 'stream:WEB', seq: 3 }, { topic: 'auth' }]))
  expect(heard).toEqual([['stream:WEB', 3]])
  end()
})

it('without a readable payload everything is woken', () => {
  const { heard, end } = listen('stream:WEB', 'inbox:act_1')
  const tooMany = wakePayload(Array.from({ length: 1000 }, (_, i) => ({ topic: `inbox:act_${i}` })))
  for (const payload of [null, undefined, '', 'not json', tooMany]) wakeFromStorage(payload)
  expect(heard).toHaveLength(10)
  end()
})
