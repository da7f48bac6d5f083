/** 语音识别与翻译 */
import { fileTypeFromBuffer } from 'file-type'
import { ApiError, OK } from '../../answer.ts'
import { type ApiCall, type Handler, type Handlers, text } from '../../call.ts'

const LANGUAGES = ['zh_CN', 'en_US']
const MAX_VOICE_BYTES = 1024 * 1024
const MAX_TEXT_BYTES = 600

const voiceSubmit: Handler = async (call) => {
  const { world, account, query } = call
  if (text(query, 'format') !== 'mp3') throw new ApiError(40004)
  const voiceId = voiceIdOf(call)
  const lang = languageOf(call, 'lang', 'zh_CN')
  const [file] = call.parts.filter(({ filename }) => filename !== undefined)
  if (!file || file.bytes.length === 0) throw new ApiError(41005)
  if (file.bytes.length > MAX_VOICE_BYTES) throw new ApiError(45001)
  if ((await fileTypeFromBuffer(file.bytes))?.mime !== 'audio/mpeg') throw new ApiError(40004)
  const { length } = file.bytes
  world.speech.add({
    appid: account.appid,
    voiceId,
    text:
      lang === 'zh_CN'
        ? `模拟结果：${length} 字节的语音`
        : `Simulated result (模拟结果): ${length} bytes of speech`,
  })
  return OK
}

/** Recognition takes no time here: the first result is the last. */
const voiceResult: Handler = (call) => {
  const speech = call.world.speech.find(call.account.appid, voiceIdOf(call))
  if (!speech) throw new ApiError(46008)
  return { result: speech.text, is_end: true }
}

const translate: Handler = (call) => {
  const [from, to] = [languageOf(call, 'lfrom'), languageOf(call, 'lto')]
  const { rawBody } = call
  if (rawBody === '') throw new ApiError(44002)
  if (Buffer.byteLength(rawBody) > MAX_TEXT_BYTES) throw new ApiError(45002)
  return { from_content: rawBody, to_content: `[模拟结果 ${from} → ${to}] ${rawBody}` }
}

function voiceIdOf({ query }: ApiCall): string {
  const voiceId = text(query, 'voice_id')
  if (voiceId === '') throw new ApiError(40035)
  return voiceId
}

function languageOf({ query }: ApiCall, name: string, otherwise = ''): string {
  const language = text(query, name) || otherwise
  if (!LANGUAGES.includes(language)) throw new ApiError(40035)
  return language
}

export const SPEECH: Handlers = {
  'ai.voiceSubmit': voiceSubmit,
  'ai.voiceResult': voiceResult,
  'ai.translate': translate,
}
