import { betterAuth } from 'better-auth'
import { prismaAdapter } from 'better-auth/adapters/prisma'
import { authClient, dialect } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { log } from '#lib/log.ts'
import { ADDRESS_HEADER } from './callers.ts'
import { signingSecret } from './signing-secret.ts'

const COOKIE_PREFIX = 'task-orchestrator'
export const PASSWORD_LENGTH = { min: 8, max: 128 }
const SESSION_DAYS = 30

const isSecure = () => env().PUBLIC_URLS.every((origin) => origin.startsWith('https:'))

export const sessionCookieName = () => `${isSecure() ? '__Secure-' : ''}${COOKIE_PREFIX}.session_token`

function build() {
  return betterAuth({
    appName: 'Task Orchestrator',
    baseURL: env().PUBLIC_URLS[0],
    basePath: '/api/auth',
    secret: signingSecret(),
    trustedOrigins: env().PUBLIC_URLS,
    database: prismaAdapter(authClient(), { provider: dialect() === 'postgres' ? 'postgresql' : 'sqlite', transaction: true }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTH.min,
      maxPasswordLength: PASSWORD_LENGTH.max,
    },
    // A session lasts a fixed time, so that reading one never writes.
    session: { expiresIn: SESSION_DAYS * 86_400, disableSessionRefresh: true },
    // Sign-in is limited by lib/auth/throttle.ts, which counts failures only.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { level: 'debug', disableColors: true, log: (level, message) => log[level]({ from: 'better-auth' }, message) },
    advanced: {
      cookiePrefix: COOKIE_PREFIX,
      useSecureCookies: isSecure(),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
    },
  })
}

let built: { client: unknown; auth: ReturnType<typeof build> } | undefined

/** The library that owns users, passwords and sessions, over the connected database. */
export function auth() {
  if (built?.client !== authClient()) built = { client: authClient(), auth: build() }
  return built.auth
}
