import { readFileSync, readlinkSync } from 'node:fs'

/** Where process ids mean something: one boot of one machine, and of its containers the one we are in. Empty where that cannot be told. */
const place = (() => {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    return `${boot}/${readlinkSync('/proc/self/ns/pid').replace(/\D/g, '')}`
  } catch {
    return ''
  }
})()

/** This process, in a word that others on the same machine understand. */
export const thisProcess = () => `${place}#${process.pid}`

/** Whether a process that once gave its word is certainly gone. One of another machine or container never is: its id says nothing here. */
export function isGone(word: string): boolean {
  const [there, pid] = word.split(' ', 1)[0]?.split('#') ?? []
  if (!place || there !== place || !pid) return false
  try {
    process.kill(Number(pid), 0)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}
