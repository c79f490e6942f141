/** @param url `file:` and a path, relative to the working directory. */
export const sqliteFile = (url: string) => url.replace(/^file:(\/\/(?=\/))?/, '').replace(/\?.*$/, '')
