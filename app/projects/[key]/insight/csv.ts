import { unparse } from 'papaparse'

/** Saves rows as a file. What a spreadsheet would take for a formula is disarmed. */
export function download(name: string, head: string[], rows: (string | number)[][]) {
  const text = unparse({ fields: head, data: rows }, { escapeFormulae: true, newline: '\r\n' })
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser has begun to read it by the end of the click.
  setTimeout(() => URL.revokeObjectURL(url), 0)
}
