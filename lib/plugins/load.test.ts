import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { hosted } from '#lib/domain/plugin/hosted.ts'
import { loadPlugin } from '#lib/domain/plugin/load.ts'
import { person } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { versionFault } from './manifest.ts'
import { openHost } from './testing/host.ts'

const folder = mkdtempSync(join(tmpdir(), 'task-orchestrator-plugins-'))
let ann: Caller
let host: Awaited<ReturnType<typeof openHost>>
beforeAll(async () => {
  await testDatabase()
  ann = await person({ isAdmin: true })
  host = await openHost()
})
afterAll(async () => {
  await host.stop()
  rmSync(folder, { recursive: true })
})

let files = 0
function put(text: string, ending = 'mjs') {
  const file = join(folder, `${++files}.${ending}`)
  writeFileSync(file, text)
  return file
}
const stateOf = (file: string) => {
  const found = [...hosted].find(({ given }) => given === file)
  return [found?.state, found?.error]
}
const plugin = (fields: string) => `export default { name: 'other', version: '1.0.0', ${fields} }`

describe('what cannot be loaded says why, and harms nothing', () => {
  it.each([
    ["api: '2.0'", /written for interface 2.0, and this server has 1.0/],
    ["api: '1.9'", /written for interface 1.9/],
    ["api: '1.0', name: 'Not A Name'", /name: must be/],
    ["api: '1.0', version: 'new'", /version: must be/],
    ["api: '1.0', settings: { n: { type: 'integer', label: 'N', max: 2, default: 3 } }", /settings.n: its default must be at most 2/],
    ["api: '1.0', name: 'probe'", /another plugin with the name probe/],
    ['...(() => { throw new Error("at once") })()', /at once/],
  ])('%s', async (field, said) => {
    const file = put(plugin(field))
    const second = await openHost([file])
    expect(stateOf(file)).toEqual(['FAILED', expect.stringMatching(said)])
    await second.stop()
  })

  it('of the interface an earlier minor version is good', () => {
    expect([versionFault('1.0', '1.4'), versionFault('1.4', '1.4')]).toEqual([null, null])
    expect(versionFault('1.5', '1.4')).toContain('1.5')
  })
})

describe('what is mended is loaded again without a new start', () => {
  it.each([
    ['a fault of its grammar', 'export default {', 'mjs', /Unexpected end of input/],
    ['a fault of its TypeScript', 'export default { name: 1 as }', 'ts', /1\.?\d*\.ts:1:27|ERROR/],
    ['nothing to export', 'export const one = 1', 'mjs', /no plugin as its default export/],
  ])('after %s', async (_, text, ending, said) => {
    const file = put(text, ending)
    const second = await openHost([file])
    expect(stateOf(file)).toEqual(['FAILED', expect.stringMatching(said)])
    await loadPlugin(ann, { plugin: file })
    expect(stateOf(file)).toEqual(['FAILED', expect.stringMatching(said)])
    writeFileSync(file, plugin(`api: '1.0'`).replace('other', `mended-${files}`))
    await loadPlugin(ann, { plugin: file })
    expect(stateOf(file)).toEqual(['RUNNING', ''])
    await second.stop()
  })

  it('after a package that was missing, and a file that was', async () => {
    const inFolder = join(folder, 'with-package')
    const second = await openHost([inFolder])
    expect(stateOf(inFolder)).toEqual(['FAILED', expect.stringContaining('there is no file')])
    mkdirSync(inFolder)
    writeFileSync(join(inFolder, 'plugin.ts'), `import { name } from 'left-out'\n${plugin(`api: '1.0'`).replace(`'other'`, 'name')}`)
    await loadPlugin(ann, { plugin: inFolder })
    expect(stateOf(inFolder)).toEqual(['FAILED', expect.stringContaining(`Cannot find package 'left-out'`)])
    mkdirSync(join(inFolder, 'node_modules/left-out'), { recursive: true })
    writeFileSync(join(inFolder, 'node_modules/left-out/package.json'), '{ "type": "module", "main": "main.js" }')
    writeFileSync(join(inFolder, 'node_modules/left-out/main.js'), `export const name = 'packed'`)
    await loadPlugin(ann, { plugin: inFolder })
    expect(stateOf(inFolder)).toEqual(['RUNNING', ''])
    await second.stop()
  })

  it('by an admin alone, and only what the configuration names', async () => {
    await expect(loadPlugin(await person(), { plugin: 'probe' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(loadPlugin(ann, { plugin: 'nothing' })).rejects.toMatchObject({ code: 'NOT_FOUND', what: 'plugin' })
    await loadPlugin(ann, { plugin: 'probe' })
    expect([...hosted].find(({ manifest }) => manifest?.name === 'probe')?.state).toBe('RUNNING')
  })
})

it('TypeScript files find each other by either ending or none, and name what they need', async () => {
  const inFolder = join(folder, 'many')
  mkdirSync(inFolder)
  const imports = `import { a } from './a.ts'\nimport { b } from './b.js'\nimport { c } from './c'\n`
  writeFileSync(join(inFolder, 'plugin.ts'), `${imports}${plugin(`api: '1.0', description: a + b + c`).replace('other', 'many')}`)
  for (const name of 'abc') writeFileSync(join(inFolder, `${name}.ts`), `export const ${name}: string = '${name}'`)
  const second = await openHost([inFolder])
  expect([...hosted].find(({ given }) => given === inFolder)?.manifest?.description).toBe('abc')
  await second.stop()
})
