interface Claim {
  id: string
  agent: string
  task: string
  seconds: number
}

const LEAST_SECONDS = 900
/** How much of the axis a label takes. */
const LABEL = 0.1

/** How far the axis goes: a quarter of an hour at least, else to the next quarter after the last lease. */
export const reachOf = (seconds: readonly number[]) =>
  Math.max(LEAST_SECONDS, Math.ceil(Math.max(0, ...seconds) / LEAST_SECONDS) * LEAST_SECONDS)

/** Pins along the axis, 0 to 1. A label that would touch the one before is left out; near the end it stands on the left. */
export function layPins<Of extends Claim>(claims: readonly Of[], reach: number) {
  let taken = -1
  return [...claims]
    .sort((a, b) => a.seconds - b.seconds || (a.agent < b.agent ? -1 : 1))
    .map((claim) => {
      const at = Math.min(1, claim.seconds / reach)
      const isFlipped = at > 1 - LABEL
      const [from, to] = isFlipped ? [at - LABEL, at] : [at, at + LABEL]
      const hasLabel = from >= taken
      if (hasLabel) taken = to
      return { ...claim, at, isFlipped, hasLabel }
    })
}
