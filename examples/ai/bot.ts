/** AI 助手. Its settings are AI_URL, AI_KEY and AI_MODEL; without them it talks to local-model.ts on this machine. */
import { mkdirSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { sqliteStore } from 'yingwu'
import { createAiBot } from './ai-bot.ts'
import { createModel } from './model.ts'
import { wordList } from './moderation.ts'

const { AI_URL = 'http://127.0.0.1:8300/v1', AI_KEY, AI_MODEL = 'local', AI_WORDS = '' } = process.env

mkdirSync('data', { recursive: true })
const bot = createAiBot({
  model: createModel({ url: AI_URL, model: AI_MODEL, ...(AI_KEY === undefined ? {} : { key: AI_KEY }) }),
  moderation: wordList(AI_WORDS.split(',').filter((word) => word !== '')),
  store: sqliteStore(new DatabaseSync('data/ai.db')),
})

bot.catch((error) => {
  console.error(error.message)
  return '我现在连不上，请稍后再试。'
})

export default bot
