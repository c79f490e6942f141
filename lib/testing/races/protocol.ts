/** What a client process is told to do, and what it answers. */
export type Job =
  | { kind: 'claim'; id: number; claims: { url: string; token: string }[]; task: string }
  | {
      kind: 'mix'
      id: number
      writers: { url: string; token: string; seed: number; own: string; handle: string }[]
      project: string
      pool: string[]
      log: string
    }
  | { kind: 'storm'; id: number; url: string; token: string; project: string; lanes: number; log: string }
  | { kind: 'again'; id: number; url: string; token: string; log: string }
  | { kind: 'copies'; id: number; calls: Call[]; lanes: number; log: string }

/** One of several copies of a call; `copy` tells it from the others. */
export interface Call {
  copy: string
  url: string
  token: string
  name: string
  input: Record<string, unknown>
}

export type Report =
  | { kind: 'ready' }
  /** One request was acknowledged, and the acknowledgement is in the log. */
  | { kind: 'acknowledged' }
  | { kind: 'done'; id: number; result: Result }
  | { kind: 'failed'; message: string }

export interface Result {
  /** Members of the unions that came, by name, or the code of an error. */
  outcomes: Record<string, number>
  /** Requests that got no answer. */
  unanswered: number
}

/** One line of a client's log: what was acknowledged, as facts that must hold ever after. */
export type Fact =
  | { fact: 'created'; task: string; title: string }
  | { fact: 'title'; task: string; title: string }
  | { fact: 'entry'; entry: string; body: string }
  | { fact: 'edge'; dependency: string }
  | { fact: 'claimed'; task: string; fence: number }
  | { fact: 'completed'; task: string; unblocked: string[] }
  | { fact: 'deleted'; task: string }
  | { fact: 'answered'; copy: string; replayed: boolean; answer: string }
