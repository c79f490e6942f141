import { describe, expect, it } from 'vitest'
import { isOurHost, refusal } from './same-origin.ts'

const ours = ['http://127.0.0.1:3000', 'http://localhost:3000', 'https://tasks.example.org']
const host = '127.0.0.1:3000'
const evil = 'http://evil.example'
const cookie = 'task-orchestrator.session_token=x'
const authorization = 'Bearer to_x'

const isRefused = (method: string, headers: Record<string, string>, isUpgrade = false) =>
  refusal({ method, headers: { host, ...headers }, isUpgrade }, ours) !== null

describe('a request is let in or refused by where it comes from', () => {
  it.each([
    ['a plain GET with a cookie', 'GET', { cookie }, false],
    ['a plain GET with a cookie from another page', 'GET', { cookie, origin: evil, 'sec-fetch-site': 'cross-site' }, false],
    ['a HEAD with a cookie', 'HEAD', { cookie }, false],
    ['a POST with a cookie and our Origin', 'POST', { cookie, origin: 'http://127.0.0.1:3000' }, false],
    ['a POST with a cookie and another origin of ours', 'POST', { cookie, origin: 'https://tasks.example.org' }, false],
    ['a POST with a cookie and a foreign Origin', 'POST', { cookie, origin: evil }, true],
    ['a foreign Origin even with Sec-Fetch-Site: same-origin', 'POST', { cookie, origin: evil, 'sec-fetch-site': 'same-origin' }, true],
    ['a POST with a cookie and Origin: null', 'POST', { cookie, origin: 'null' }, true],
    ['our host under another port', 'POST', { cookie, origin: 'http://127.0.0.1:3001' }, true],
    ['our host under another scheme', 'POST', { cookie, origin: 'https://127.0.0.1:3000' }, true],
    ['a POST with a cookie and neither header', 'POST', { cookie }, true],
    ['a POST with a cookie and Sec-Fetch-Site: same-origin', 'POST', { cookie, 'sec-fetch-site': 'same-origin' }, false],
    ['a POST with a cookie and Sec-Fetch-Site: same-site', 'POST', { cookie, 'sec-fetch-site': 'same-site' }, true],
    ['a POST with a cookie and Sec-Fetch-Site: none', 'POST', { cookie, 'sec-fetch-site': 'none' }, true],
    ['a DELETE with a cookie', 'DELETE', { cookie }, true],
    ['an OPTIONS with a cookie', 'OPTIONS', { cookie }, true],
    ['a sign-in by a script, without a cookie', 'POST', {}, false],
    ['a sign-in sent by another page, without a cookie', 'POST', { origin: evil }, true],
    ['a form of another page, without Origin', 'POST', { 'sec-fetch-site': 'cross-site' }, true],
    ['a bearer POST', 'POST', { authorization }, false],
    ['a bearer POST with a foreign Origin', 'POST', { authorization, origin: evil }, false],
    ['a bearer POST with a cookie beside it', 'POST', { authorization, cookie }, false],
    ['a Basic header is no exemption', 'POST', { authorization: 'Basic eDp5', cookie }, true],
  ] as const)('%s', (_, method, headers, refused) => {
    expect(isRefused(method, headers)).toBe(refused)
  })

  it.each([
    ['a socket with a cookie and our Origin', { cookie, origin: 'http://localhost:3000' }, false],
    ['a socket with a cookie and a foreign Origin', { cookie, origin: evil }, true],
    ['a socket with a cookie and no Origin', { cookie }, true],
    ['a socket with a cookie and Sec-Fetch-Site: same-origin', { cookie, 'sec-fetch-site': 'same-origin' }, false],
    ['a socket without a cookie', {}, false],
    ['a socket without a cookie, from another page: its token comes in the first message', { origin: evil }, false],
    ['a socket with a bearer header', { authorization, origin: evil }, false],
  ] as const)('%s', (_, headers, refused) => {
    expect(isRefused('GET', headers, true)).toBe(refused)
  })
})

describe('the Host must be one of ours', () => {
  it.each([
    ['127.0.0.1:3000', true],
    ['LOCALHOST:3000', true],
    ['tasks.example.org', true],
    ['tasks.example.org:443', true],
    ['127.0.0.1', false],
    ['127.0.0.1:3001', false],
    ['evil.example', false],
    ['tasks.example.org.evil.example', false],
    ['', false],
  ])('%s', (name, isOurs) => {
    expect(isOurHost(name, ours)).toBe(isOurs)
  })

  it('refuses a foreign host even for a GET, and even with a token', () => {
    expect(isRefused('GET', { host: 'evil.example' })).toBe(true)
    expect(isRefused('POST', { host: 'evil.example', authorization })).toBe(true)
  })
})
