/** 智能接口: nothing is understood here. The answers are canned, and say 模拟结果 wherever there is a text to say it in. */
import type { Handlers } from '../call.ts'
import { OCR } from './ai/ocr.ts'
import { PICTURES } from './ai/pictures.ts'
import { SPEECH } from './ai/speech.ts'
import { SEMANTIC } from './ai/semantic.ts'

export const AI: Handlers = { ...SPEECH, ...SEMANTIC, ...OCR, ...PICTURES }
