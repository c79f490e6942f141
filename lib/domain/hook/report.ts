import type { HookRun } from '#lib/hooks/run.ts'
import type { Hook } from '#lib/hooks/folder.ts'
import { head } from '#lib/text.ts'
import type { Write } from '#lib/write.ts'

const OUTPUT_SHOWN = 500

export interface About {
  projectId: string
  task?: { id: string; key: string } | undefined
}

/** How a hook went, for all who see the project. */
export function hookEvent(w: Write, hook: Hook, { verdict, result, output, ms }: HookRun, { projectId, task }: About) {
  const data = {
    hook,
    result,
    ms,
    output: head(output, OUTPUT_SHOWN),
    ...(verdict !== 'OK' && { failed: true }),
    ...(task && { key: task.key }),
  }
  w.event({ action: 'HOOK_RAN', projectId, taskId: task?.id ?? null, data })
}
