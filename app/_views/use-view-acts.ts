'use client'
import { unlessRefused, useAct } from '#app/_graphql/acts.ts'
import { useUndo } from '#app/_tasks/undo.tsx'
import { DeleteViewDocument, SaveViewDocument, UpdateViewDocument, type View, type ViewPage } from './documents.ts'

type New = Pick<View, 'name' | 'query' | 'isShared'>

/** Saving, changing and deleting views, each with its way back. */
export function useViewActs(project: string, page: ViewPage) {
  const { did } = useUndo()
  const sendSave = useAct(SaveViewDocument)
  const sendUpdate = useAct(UpdateViewDocument)
  const sendDelete = useAct(DeleteViewDocument)

  async function create({ name, query, isShared }: New) {
    const result = unlessRefused(await sendSave({ project, page, name, query, isShared }))
    return result?.view?.id ?? null
  }
  async function change(id: string, fields: Partial<New>) {
    return unlessRefused(await sendUpdate({ view: id, ...fields })) !== null
  }
  async function drop(id: string) {
    return unlessRefused(await sendDelete({ view: id })) !== null
  }
  return {
    async save(view: New) {
      const id = await create(view)
      if (id !== null) did(`View “${view.name}” saved`, () => drop(id))
      return id
    },
    async update(view: View, fields: Partial<New>) {
      if (!(await change(view.id, fields))) return false
      const before = { name: view.name, query: view.query, isShared: view.isShared }
      did(`View “${fields.name ?? view.name}” ${wordOf(fields)}`, () => change(view.id, before))
      return true
    },
    async remove(view: View) {
      if (!(await drop(view.id))) return false
      did(`View “${view.name}” deleted`, async () => (await create(view)) !== null)
      return true
    },
  }
}

function wordOf({ name, query, isShared }: Partial<New>) {
  if (name !== undefined) return 'renamed'
  if (query !== undefined) return 'updated'
  return isShared ? 'shared with the project' : 'kept for its owner'
}
