import type { IncomingMessage, ServerResponse } from 'node:http'
import { exportRoute } from './export/route.ts'
import { uploadRoute } from './upload/route.ts'

type Answer = (request: IncomingMessage, response: ServerResponse) => unknown

/** Uploads and downloads by their path; each says itself who may. */
export const FILES: ReadonlyMap<string, Answer> = new Map<string, Answer>([
  ['/files/export', exportRoute],
  ['/files/import', uploadRoute],
])
