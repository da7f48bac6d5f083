/** Of a server whose trouble is not the bot, so that no edit would help: a taken port, wrong settings. */
export const CANNOT_SERVE = 2

/** What was asked for went wrong: a refused call, a failed push, a difference. */
export const FAILED = 1
/** It could not be tried: wrong arguments, a missing setting, no simulator. */
export const UNUSABLE = 2
