/** NUL and lone surrogates cannot be stored; each becomes U+FFFD. */
export const storable = (text: string) => text.replaceAll('\0', '\uFFFD').toWellFormed()

/** The first `max` code points. */
export const head = (text: string, max: number) => (text.length <= max ? text : [...text].slice(0, max).join(''))
