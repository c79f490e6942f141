import type { Webhook } from './webhook-documents.ts'

export const nameOf = ({ name, url }: Webhook) => name || new URL(url).host
export const waiting = ({ waitingCount }: Webhook) =>
  waitingCount === 1 ? 'one message waits' : waitingCount ? `${waitingCount.toLocaleString('en')} messages wait` : 'no message waits'
