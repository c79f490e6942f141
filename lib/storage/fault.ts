/** What the disk, the file or the database server has against a command, in one line for the operator; null for a fault of ours. */
export function faultOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null
  const code = String(Reflect.get(error, 'code') ?? '')
  // Of a copy the place that it was to have.
  const path: unknown = Reflect.get(error, 'dest') ?? Reflect.get(error, 'path')
  const found = FAULTS.find(([codes]) => codes.test(code))
  if (found) return found[1](typeof path === 'string' ? path : null, error.message)
  // The driver gives a missing password no code.
  return error.message.startsWith('SASL') ? REFUSED : null
}

const REFUSED = 'The database server refuses this user or password; check the URL.'
const FAULTS: readonly [RegExp, (path: string | null, message: string) => string][] = [
  [
    /^(ENOSPC|EDQUOT|SQLITE_FULL|53100)$/,
    (path) => `No space is left${path ? ` for ${path}` : ' on the disk'}. Nothing that was stored is lost: make room and run it again.`,
  ],
  [
    /^(EACCES|EPERM|EROFS|SQLITE_CANTOPEN.*|SQLITE_READONLY.*|SQLITE_PERM)$/,
    (path) => `${path ?? 'The database'} may not be opened or written. Run this as the user that the server runs as.`,
  ],
  [/^(ENOENT|ENOTDIR)$/, (path) => `There is no ${path ?? 'such file'}. Check the path, and DATA_DIR or DATABASE_URL.`],
  [/^(SQLITE_CORRUPT.*|SQLITE_NOTADB)$/, () => 'The database is damaged; restore a backup.'],
  [/^SQLITE_BUSY.*$/, () => 'Something else has held the database for too long; try again.'],
  [/^(EIO|SQLITE_IOERR.*)$/, (_, message) => `The disk cannot be read or written: ${message}.`],
  [
    /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)$/,
    (_, message) => `The database server does not answer${message ? `: ${message}` : ''}.`,
  ],
  [/^(28P01|28000)$/, () => REFUSED],
  [/^3D000$/, (_, message) => `The database server answers: ${message}. Create it first.`],
  [/^(42501|57P0\d|53\d{3})$/, (_, message) => `The database server answers: ${message}.`],
]
