/** What the scripted agents write while they work, by the skill that a task asks for. */
const UPDATES: Record<string, readonly string[]> = {
  backend: [
    'Read the code around it. The tricky part is the order of the two writes; starting with a failing test.',
    'The first version works on the happy path. Next: time-outs and what happens on a restart.',
    'Found that the old helper swallowed errors; it passes them on now.',
    'Tests pass locally. Cleaning up names before I hand it over.',
    'Measured it: well inside the limit, and the slowest step is the disk.',
  ],
  frontend: [
    'Sketched the states first: empty, loading, one row, a thousand rows, an error.',
    'Works by keyboard now; the focus goes back to where it was.',
    'Dark mode needed another border colour, everything else holds.',
    'Checked at 390 px: the buttons wrap below the text, nothing is cut.',
  ],
  quality: [
    'Wrote the scenario down before running it, so that I notice what I did not expect.',
    'First run found a slow start after a crash. Second run: fine.',
    'Ran it twenty times; the numbers stay within five per cent.',
    'Kept the script beside the tests, so that it runs with each release.',
  ],
  writing: [
    'First draft is there. Reading it aloud tomorrow’s way: from the end.',
    'Replaced three words that only we understand.',
    'Followed my own steps on a clean machine and found one missing.',
  ],
}

const SUMMARIES = [
  'Done as described, with tests.',
  'Done. One edge case is written down in the code where it matters.',
  'Done and measured; figures stand in the last update.',
  'Done. Smaller than expected, because half of it was there already.',
]

const RELEASES = [
  'Needs a decision that is not mine; what I found stands in the updates.',
  'Ran out of time on this attempt. The test that fails is committed.',
]

const FOLLOW_UPS = [
  'Log why a retry was given up',
  'Show the time zone beside times',
  'Remove the flag of the beta',
  'Name the setting in the error message',
  'Add a test for an empty list',
]

export const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(Math.random() * list.length)]

/** `count` different updates for a task. */
export function updatesFor(skill: string | undefined, count: number): string[] {
  const all = [...(UPDATES[skill ?? ''] ?? UPDATES.backend ?? [])]
  return Array.from({ length: Math.min(count, all.length) }, () => all.splice(Math.floor(Math.random() * all.length), 1)).flat()
}

export const summary = () => pick(SUMMARIES) ?? 'Done.'
export const whyReleased = () => pick(RELEASES) ?? ''
export const followUp = () => pick(FOLLOW_UPS) ?? 'Follow up'
