/**
 * What a spreadsheet would run as a formula when it opens the file: it gets an apostrophe in front. A text that has such an apostrophe
 * already gets one more, so that taking one away gives back every text exactly.
 */
export const FORMULA = /^'*[=+\-@\t\r\n\uFF0B\uFF0D\uFF1D\uFF20]/

/** The text of a cell as it was before it was guarded. */
export const unguarded = (cell: string) => (cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell)
