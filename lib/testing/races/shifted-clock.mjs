// Loaded before a server: its clock is off by the milliseconds that CLOCK_FILE says, which it reads again at each SIGUSR2.
import { readFileSync, writeFileSync } from 'node:fs'

const file = process.env.CLOCK_FILE
const realNow = Date.now
let offset = 0
const read = () => {
  offset = Number(readFileSync(file, 'utf8'))
  writeFileSync(`${file}.read`, String(offset))
}

Date.now = () => realNow() + offset
globalThis.Date = new Proxy(Date, {
  construct: (target, args, self) => Reflect.construct(target, args.length > 0 ? args : [target.now()], self),
  apply: (target) => new target(target.now()).toString(),
})
read()
process.on('SIGUSR2', read)
