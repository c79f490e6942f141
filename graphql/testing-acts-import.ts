import type { Caller } from '#lib/auth/caller.ts'
import { transaction } from '#lib/db.ts'
import { recordUpload } from '#lib/domain/import/upload.ts'
import { newId } from '#lib/id.ts'
import type { Acts } from './testing-stage.ts'

/** The id of a table with one task, uploaded and not looked at. */
export async function uploaded(by: Caller) {
  const seen = { columns: [{ header: 'Title', field: 'title', sample: ['One'] }], lists: [] }
  const { import: id } = await recordUpload(by, { id: newId('imp'), format: 'csv', fileName: 'tasks.csv', size: 9, seen, folder: 'tests' })
  return id
}

const READ = 'import { id state projectKey newProjectName fileName format columns { header field sample } actor { id } report { lines } }'

/** The mutations of imports; see ACTS. */
export const IMPORT_ACTS: Acts = {
  checkImport: async ({ ann, web }) => {
    const id = await uploaded(ann)
    const row = { id, state: 'CHECKING', projectKey: web.key, newProjectName: null, fileName: 'tasks.csv', format: 'CSV' }
    const columns = [{ header: 'Title', field: 'title', sample: ['One'] }]
    const input = { import: id, project: web.id, columns: [{ header: 'Title', field: 'title' }], timeZone: 'Europe/Berlin' }
    return [ann, input, READ, { import: { ...row, columns, actor: { id: ann.actorId }, report: null } }]
  },
  applyImport: async ({ ann, web }) => {
    const id = await uploaded(ann)
    const report = JSON.stringify({})
    await transaction([], (tx) => tx.import.update({ where: { id }, data: { state: 'CHECKED', report, projectId: web.id } }))
    return [ann, { import: id }, 'import { id state project { id } }', { import: { id, state: 'RUNNING', project: { id: web.id } } }]
  },
  cancelImport: async ({ bob }) => {
    const id = await uploaded(bob)
    return [bob, { import: id }, 'import { id state fileName }', { import: { id, state: 'CANCELLED', fileName: 'tasks.csv' } }]
  },
}
