import pino from 'pino'
import { expect, it } from 'vitest'
import { duringRequest, logOptions } from './log.ts'

function lines() {
  const written: string[] = []
  return { written, logger: pino(logOptions, { write: (line) => void written.push(line) }) }
}

it('never writes a secret, wherever it stands', () => {
  const { written, logger } = lines()
  const secrets = { authorization: 'S1', cookie: 'S2', 'set-cookie': 'S3', token: 'S4', password: 'S5', secret: 'S6' }
  logger.info(secrets)
  logger.info({ request: secrets })
  logger.info({ request: { headers: secrets } })
  expect(written.join('')).not.toMatch(/S\d/)
  expect(written.join('')).toContain('[hidden]')
})

it('writes the request id and the actor on every line of a request', () => {
  const { written, logger } = lines()
  duringRequest({ requestId: 'r-1', actorId: 'act_1' }, () => logger.info('hello'))
  expect(JSON.parse(written.join(''))).toMatchObject({ requestId: 'r-1', actorId: 'act_1', msg: 'hello' })
})
