/** How much of what happened is kept: the numbers that bound the memory of a simulator that runs for weeks. */

/** Rows of the push log, and of the call log; the oldest go first. */
export const LOG_ROWS = 50_000

/** Characters of all bodies in one log, so that 50,000 long answers do not fill the machine; a bot's usual ones take a fifth. */
export const LOG_CHARACTERS = 256 * 1024 * 1024

/** Rows of each log in a state document: it is read and written whole, and a browser keeps several. */
export const EXPORTED_ROWS = 10_000

/** Pinned pushes, which are never dropped: more would be no pins any longer. */
export const MOST_PINNED = 100
