import type { Caller } from '#lib/auth/caller.ts'

/** One act that an agent can ask for. Its texts and its JSON Schema come from whoever knows the API. */
export interface Tool {
  name: string
  description: string
  inputSchema: { type: 'object'; properties: Record<string, object>; required?: string[] }
  isReadOnly: boolean
  /** Whether a message for it may be larger than others. */
  isLarge: boolean
  /** Never throws: what was refused stands in the answer. */
  call(caller: Caller, args: Record<string, unknown>): Promise<ToolAnswer>
}

export interface ToolAnswer {
  result: Record<string, unknown>
  /** Why it was refused and what to do next, in words; null when it was done. */
  refusal: string | null
}
