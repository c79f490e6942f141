import type { Caller } from '#lib/auth/caller.ts'
import type { ImportFormat } from '#lib/domain/import/formats.ts'
import { bringIn, type Destination } from './bring-in.ts'
import { bringJson } from './json/bring-json.ts'
import type { Plan } from './plan.ts'
import { readBeadsFile } from './read-beads.ts'
import { readTasksDb } from './tasks-db.ts'
import { readCsvFile } from './read-csv.ts'
import { readTaskMasterFile } from './read-task-master.ts'
import type { ReadOptions } from './read-options.ts'
import type { ImportReport } from './report.ts'

/**
 * Brings a file into a project, or with `dryRun` says what it would do. Run again it goes on where it stopped, and writes nothing that is
 * there. Between two writes it tells `progress` and ends when `signal` is aborted; what was written stays.
 * @throws UnreadableFileError when the whole file is not what the format says
 */
export type Bring = (caller: Caller, file: string, destination: Destination & ReadOptions) => Promise<ImportReport>

/** Each source is read into the same plan, which one path applies. */
const planned =
  (read: (file: string, options: ReadOptions) => Promise<Plan>): Bring =>
  async (caller, file, destination) =>
    bringIn(caller, await read(file, destination), destination)

export const FORMATS: Partial<Record<ImportFormat, Bring>> = {
  json: bringJson,
  beads: planned(readBeadsFile),
  'task-orchestrator': planned(readTasksDb),
  csv: planned(readCsvFile),
  'task-master': planned(readTaskMasterFile),
}
