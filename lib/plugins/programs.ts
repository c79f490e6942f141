import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

/** What a plugin's thread runs, by URL: its entry, and how it reads modules. */
export interface Programs {
  thread: string
  reading: string
}

let programs: Promise<Programs> | undefined

/** The build puts them beside the server. From the sources they are put together here, once. */
export function threadPrograms(): Promise<Programs> {
  programs ??= import.meta.url.endsWith('.ts') ? fromSources() : Promise.resolve({ thread: beside('plugin'), reading: beside('reading') })
  return programs
}

const beside = (name: string) => import.meta.url.replace(/\.mjs$/, `.${name}.mjs`)

async function fromSources(): Promise<Programs> {
  const { build } = await import('esbuild')
  const bundled = async (file: string) => {
    const entry = fileURLToPath(new URL(file, import.meta.url))
    const options = { bundle: true, write: false, platform: 'node', target: 'node20', format: 'esm', packages: 'external' } as const
    const { outputFiles } = await build({ ...options, entryPoints: [entry], logLevel: 'silent' })
    return `data:text/javascript,${encodeURIComponent(outputFiles[0]?.text ?? '')}`
  }
  const [thread, reading] = await Promise.all([bundled('./thread.ts'), bundled('./reading.ts')])
  return { thread, reading }
}

/** A TypeScript file as JavaScript. Throws an Error that says where it is wrong. */
export async function javascriptOf(url: string): Promise<string> {
  const file = fileURLToPath(url)
  const text = await readFile(file, 'utf8')
  // Only once there is something to turn: it is a process of its own.
  const { transform } = await import('esbuild')
  const loader = /x([?#]|$)/.test(url) ? 'tsx' : 'ts'
  const { code } = await transform(text, {
    loader,
    format: 'esm',
    target: 'node20',
    sourcefile: file,
    sourcemap: 'inline',
    tsconfigRaw: {},
  })
  return code
}
