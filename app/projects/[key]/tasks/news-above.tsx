import type { TaskRow } from '#app/_tasks/task.ts'
import { Button } from '#app/_ui/button.tsx'

/** Says that rows came above what is read, which stays where it is. */
export function NewsAbove({ tasks, onShow }: { tasks: readonly TaskRow[]; onShow: () => void }) {
  return (
    <div role="status" className="news-above">
      {tasks.length > 0 && (
        <Button className="shadow-float" onPress={onShow}>
          {tasks.length === 1 ? `${tasks[0]?.key} came above` : `${tasks.length} tasks came above`}: show
        </Button>
      )}
    </div>
  )
}
