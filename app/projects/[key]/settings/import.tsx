import { LinkButton } from '#app/_ui/button.tsx'
import { Setting } from '#app/_ui/setting.tsx'

export function Import({ project }: { project: string }) {
  return (
    <Setting title="Import" about="Tasks of another tool. You see what becomes of each row before anything is stored.">
      <p>
        <LinkButton href={`/import?project=${project}`}>Import</LinkButton>
      </p>
    </Setting>
  )
}
