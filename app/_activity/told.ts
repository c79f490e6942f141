import type { ProjectEvent } from './documents.ts'
import { fileWords, valueWords } from './words.ts'

type Told = Pick<ProjectEvent, 'action' | 'data'>

/** Whether it tells of something that went wrong, such as a script hook that refused or hung. */
export const hasFailed = ({ data }: Pick<Told, 'data'>) =>
  typeof data === 'object' && data !== null && new Map<string, unknown>(Object.entries(data)).get('failed') === true

/** What an event carries beside its changes, in words: a reason, a path, what was done with whom. Empty when there is nothing more to say. */
export function toldOf({ action, data }: Told, words = valueWords): string {
  const of = new Map<string, unknown>(typeof data === 'object' && data !== null ? Object.entries(data) : [])
  const text = (name: string) => (of.get(name) ? words(of.get(name)) : '')
  /** As it was given: a key or a name is no value of ours. */
  const raw = (name: string) => String(of.get(name) ?? '')
  const count = (name: string) => Number(of.get(name) ?? 0)
  const said = (...parts: (string | false)[]) => parts.filter(Boolean).join(', ')
  const named = (word: string, name: string) => text(name) && `${word} ${text(name)}`
  switch (action) {
    case 'TASK_CREATED':
    case 'AGENT_CREATED':
    case 'AGENT_RETIRED':
      // The task and the agent stand beside it already.
      return ''
    case 'TASK_CLAIMED':
      return said(named('fence', 'fence'), named('until', 'expiresAt'))
    case 'TASK_ASSIGNED':
      return said(of.get('coordinated') === true && 'by coordination', text('reason'), text('why'))
    case 'TASK_COMPLETED':
      return said(of.get('forced') === true && 'forced', text('reason'))
    case 'CLAIM_ENDED':
    case 'TASK_FAILED':
      return said(text('outcome'), named('fence', 'fence'), named('attempt', 'attempts'), text('note'), text('reason'), text('why'))
    case 'TASK_HELD':
      return of.get('attempts') ? `after ${valueWords(of.get('attempts'))} attempts` : ''
    case 'TASK_BLOCKED':
    case 'TASK_UNBLOCKED':
      return said(named(of.get('cancelled') === true ? 'its blocker was cancelled:' : 'by', 'by'))
    case 'DEPENDENCY_ADDED':
    case 'DEPENDENCY_REMOVED':
    case 'DEPENDENCY_RELEASED':
      return said(`${dependencyWord(text('kind'))} ${text('dependsOnKey')}`)
    case 'PROJECT_COORDINATED':
      return said(
        `${count('assigned')} assigned to ${count('agents')} ${count('agents') === 1 ? 'agent' : 'agents'}`,
        count('moved') > 0 && `${count('moved')} moved`,
        count('left') > 0 && `${count('left')} left`,
      )
    case 'CONTEXT_ADDED':
      return text('kind')
    case 'FILE_ADDED':
    case 'FILE_REMOVED':
      return fileWords(of)
    case 'FILES_CONFLICT':
    case 'FILES_IMPACTED':
      return said(named(action === 'FILES_CONFLICT' ? 'with' : 'by', 'with'), text('spots'))
    case 'TEMPLATE_SAVED':
    case 'TEMPLATE_CHANGED':
    case 'TEMPLATE_DELETED':
      return raw('name')
    case 'PLUGIN_CHANGED':
    case 'PLUGIN_ENABLED':
    case 'PLUGIN_DISABLED':
    case 'PLUGIN_COMMAND_RUN':
    case 'PLUGIN_EVENT_SKIPPED':
      return said(raw('plugin'), raw('command'), raw('event'), raw('settings'))
    case 'WEBHOOK_CREATED':
    case 'WEBHOOK_CHANGED':
    case 'WEBHOOK_SECRET_CHANGED':
    case 'WEBHOOK_DELETED':
      return said(raw('name'), raw('host'))
    case 'WEBHOOK_DISABLED':
      return said(raw('name'), raw('host'), raw('reason'))
    case 'HOOK_RAN':
      return said(raw('hook'), raw('result'), raw('output'))
    case 'PROJECT_CREATED':
      return said(raw('key'), raw('name'))
    case 'PERSON_JOINED':
      return said(text('handle'), of.get('isAdmin') === true && 'as admin')
    case 'TOKEN_CREATED':
      return said(raw('name'), named('for', 'handle'), `may ${raw('scopes').toLowerCase().replaceAll(' ', ' and ')}`)
    case 'TOKEN_REVOKED':
      return said(raw('name'), named('of', 'handle'))
    case 'IMPORTED':
      return said(of.get('again') === true && 'again', named('from', 'externalKey'), text('status'))
    default:
      return said(...USUAL.map(text))
  }
}

/** What other actions may carry, in the order in which it is said. */
const USUAL = ['handle', 'tag', 'from', 'to', 'into', 'name', 'role', 'reason', 'note', 'why', 'summary', 'outcome']

const DEPENDENCY: Record<string, string> = {
  blocks: 'waits for',
  parent: 'part of',
  related: 'related to',
  duplicates: 'duplicates',
  'discovered from': 'discovered from',
}
const dependencyWord = (kind: string) => DEPENDENCY[kind] ?? 'waits for'
