/** 鹦鹉学舌: the parrot repeats what it is told. */
import { Bot } from 'yingwu'

const NAMES: Record<string, string> = {
  image: '图片',
  video: '视频',
  shortvideo: '小视频',
  location: '位置',
  link: '链接',
  file: '文件',
}

const bot = new Bot()

bot.on('message:text', (ctx) => ctx.message.Content)
bot.on('message:voice', (ctx) => ctx.message.Recognition || '无法识别')
bot.on('event:subscribe', () => '感谢您的关注!')
bot.on('message', (ctx) => `收到了您的${NAMES[ctx.message.MsgType] ?? '消息'}，鹦鹉还只会学说话。`)

export default bot
