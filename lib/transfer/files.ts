import type { IncomingMessage, ServerResponse } from 'node:http'

/** Uploads and downloads by their path; each says itself who may. */
export const FILES: ReadonlyMap<string, (request: IncomingMessage, response: ServerResponse) => unknown> = new Map([])
