/** How much the page reads at first, and again with each press for more. */
export const FIRST_EVENTS = 30
export const FIRST_UPDATES = 50
