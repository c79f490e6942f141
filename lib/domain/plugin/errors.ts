import { DomainError } from '#lib/errors.ts'

/** Who is asked for is not to blame, so the same may succeed later. What the plugin itself did until then is not undone. */
export class PluginFailedError extends DomainError {
  readonly code = 'PLUGIN_FAILED'
  constructor(
    readonly plugin: string,
    readonly reason: string,
  ) {
    super(`The plugin ${plugin} failed: ${reason}`, 'Try again; if it fails again, show this to an admin of the workspace.')
  }
}
