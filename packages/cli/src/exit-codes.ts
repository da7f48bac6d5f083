/** Of a server whose trouble is not the bot, so that no edit would help: a taken port, wrong settings. */
export const CANNOT_SERVE = 2
