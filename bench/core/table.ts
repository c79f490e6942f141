import type { Sample } from './drive.ts'
import type { Plain } from './raw.ts'

const WIDTHS = [8, 26, 8, 9, 9, 9, 9, 11, 9, 9, 12, 9]

export function heading(): string {
  const names = [
    'tasks',
    'operation',
    'clients',
    'p50 ms',
    'p95 ms',
    'per s',
    'bytes',
    'raw p50',
    'raw p95',
    'raw per s',
    'statements',
    'commits',
  ]
  return `Over HTTP on the real server, and its statements alone on better-sqlite3 (raw): same commits, every one flushed\n${row(names)}`
}

export function line(size: number, name: string, clients: number, sample: Sample, plain: Plain): string {
  const ms = (value: number | null) => (value === null ? '–' : value.toFixed(2))
  const http = [ms(sample.p50), ms(sample.p95), sample.perSecond.toFixed(0), sample.bytes.toFixed(0)]
  return row([
    String(size),
    name,
    String(clients),
    ...http,
    ms(plain.p50),
    ms(plain.p95),
    plain.perSecond.toFixed(0),
    plain.statements.toFixed(1),
    String(plain.commits),
  ])
}

const row = (cells: string[]) =>
  cells.map((cell, i) => (i === 1 ? `  ${cell}`.padEnd(WIDTHS[i] ?? 0) : cell.padStart(WIDTHS[i] ?? 0))).join('')
