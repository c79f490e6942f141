import { isIP } from 'node:net'
import { z } from 'zod'
import { env } from '#lib/env.ts'
import { EVENT_ACTIONS, type EventAction } from '#lib/events.ts'
import { mayReach } from '#lib/outbound/networks.ts'
import { label, text } from '../input.ts'
import { LIMITS } from '../limits.ts'

/** What a webhook can be told of: all that happens in a project's stream. */
export const webhookActions = z
  .array(z.enum(Object.keys(EVENT_ACTIONS) as [EventAction, ...EventAction[]]))
  .transform((actions) => [...new Set(actions)].sort())

export const webhookName = label(LIMITS.webhookName, 0)

/** A name may lead anywhere, which is looked at when it is called; an address that is written out is judged at once. */
export const webhookUrl = z
  .string()
  .trim()
  .pipe(text(LIMITS.webhookUrl, 1))
  .superRefine((value, context) => {
    const issue = issueOf(value)
    if (issue) context.addIssue({ code: 'custom', message: issue })
  })

function issueOf(value: string): string | null {
  if (!URL.canParse(value)) return 'is not a URL such as https://example.org/hook'
  const { protocol, hostname, username, password } = new URL(value)
  if (protocol !== 'https:' && protocol !== 'http:') return 'must begin with https:// or http://'
  if (username || password) return 'must not hold a user name or password; the receiver checks the signature'
  const host = hostname.replace(/^\[|\]$|\.$/g, '')
  const literal = /(^|\.)localhost$/.test(host) ? '127.0.0.1' : host
  if (isIP(literal) && !mayReach(literal, env().WEBHOOK_NETWORKS))
    return 'leads to an address that is not public; the operator of this installation allows such networks in WEBHOOK_NETWORKS'
  return null
}

/** Where a webhook leads, as members may know it: its path may hold a secret. */
export const hostOf = (url: string) => new URL(url).host

export const actionsOf = ({ actions }: { actions: string }) => JSON.parse(actions) as EventAction[]
