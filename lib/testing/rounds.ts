/** How often a race or crash test repeats: `full` times with ROUNDS=full, else a tenth, at least once. */
export const rounds = (full: number) => (process.env.ROUNDS === 'full' ? full : Math.max(1, Math.ceil(full / 10)))
