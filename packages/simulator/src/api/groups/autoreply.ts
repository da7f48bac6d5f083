/** 自动回复: the rules of the console, which stop once a server is connected. */
import type { Handlers } from '../call.ts'

export const AUTOREPLY: Handlers = {}
