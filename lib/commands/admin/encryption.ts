import { currentKey, hasKeys } from '#lib/cipher.ts'
import { KeyError } from '#lib/domain/encryption/check.ts'
import { resealAll } from '#lib/domain/encryption/reseal.ts'
import { scrub } from '#lib/domain/encryption/scrub.ts'
import { env } from '#lib/env.ts'
import { parse, type Printed } from '../command.ts'

export const encryption = {
  encrypt: {
    usage: '',
    about: 'seal notes, updates and discoveries under ENCRYPTION_KEY, and wipe them as they were; run again, it goes on where it ended',
    run: (args: string[]) => underTheCurrentKey(args),
  },
  rotate: {
    usage: '',
    about: 'bring what keys of ENCRYPTION_OLD_KEYS have sealed under ENCRYPTION_KEY; afterwards the old keys are not needed',
    run: (args: string[]) => underTheCurrentKey(args),
  },
  decrypt: {
    usage: '',
    about: 'store everything in clear again: with no ENCRYPTION_KEY, and its key in ENCRYPTION_OLD_KEYS',
    run: async (args: string[]): Promise<Printed> => {
      parse(args, [], {})
      if (currentKey())
        throw new KeyError('ENCRYPTION_KEY is set, so new text would be sealed again. Move the key to ENCRYPTION_OLD_KEYS first.')
      if (!hasKeys()) throw new KeyError('No key is configured: name it in ENCRYPTION_OLD_KEYS.')
      const { entries, secrets } = await resealAll(report)
      return { json: { entries, secrets }, lines: [`${entries} entries are stored in clear. ENCRYPTION_OLD_KEYS is not needed any more.`] }
    },
  },
}

async function underTheCurrentKey(args: string[]): Promise<Printed> {
  parse(args, [], {})
  const key = currentKey()
  if (!key) throw new KeyError('ENCRYPTION_KEY is not set: make one with `openssl rand -base64 32`, and keep it apart from the backups.')
  const { entries, secrets } = await resealAll(report)
  await scrub(env().DATABASE_URL)
  const lines = [`${entries} entries and ${secrets} secrets were sealed under the key ${key.id}; nothing here is sealed under another.`]
  return { json: { key: key.id, entries, secrets }, lines }
}

const EVERY = 10_000
function report(entries: number) {
  if (entries % EVERY === 0) process.stderr.write(`${entries} entries …\n`)
}
