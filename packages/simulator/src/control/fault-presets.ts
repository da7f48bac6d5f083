/**
 * Bad days, ready to switch on: fault rules, and where it takes more, switches of the account and a crowd that writes. Pure
 * data, so that the panel, tests and other programs read the same; `POST …/fault-presets/{name}` puts one in place.
 *
 * Each is hard enough that a program without de-duplication, repeats and renewal of tokens loses answers or gives them
 * twice, and mild enough that one with them does not. Delays of 6 s lie beyond the 5-second line; all draws are repeatable
 * by their seeds.
 */
import type { FaultPreset, FaultPresetName } from './types/fault-presets.ts'

export const FAULT_PRESETS: Readonly<Record<FaultPresetName, FaultPreset>> = {
  badFriday: {
    title: { zh: '糟糕的星期五', en: 'Bad Friday' },
    text: {
      zh: '一成推送超时，半成连不上，令牌几次突然失效',
      en: 'One push in ten times out, one in twenty gets no connection, tokens fail now and then',
    },
    rules: [
      { direction: 'push', probability: 0.1, seed: 5, effect: { type: 'delay', ms: 6000 } },
      { direction: 'push', probability: 0.05, seed: 13, effect: { type: 'drop' } },
      {
        direction: 'api',
        match: '/cgi-bin/message',
        times: 2,
        seed: 13,
        effect: { type: 'error', errcode: 40001 },
      },
      {
        direction: 'api',
        match: '/cgi-bin/user',
        times: 2,
        seed: 13,
        effect: { type: 'error', errcode: 40001 },
      },
    ],
  },
  campaignBurst: {
    title: { zh: '活动高峰', en: 'Campaign burst' },
    text: {
      zh: '200 人在 20 秒内回复 1；一半推送慢 2 秒，少数超时；接口时常嫌太频繁',
      en: '200 people reply 1 within 20 s; half of the pushes are 2 s late, a few time out; the API often says too fast',
    },
    rules: [
      { direction: 'push', probability: 0.03, seed: 18, effect: { type: 'delay', ms: 6000 } },
      { direction: 'push', probability: 0.5, seed: 6, effect: { type: 'delay', ms: 2000 } },
      {
        direction: 'api',
        match: '/cgi-bin/message',
        probability: 0.15,
        seed: 18,
        effect: { type: 'error', errcode: 45011 },
      },
      {
        direction: 'api',
        match: '/cgi-bin/user',
        probability: 0.15,
        seed: 6,
        effect: { type: 'error', errcode: 45011 },
      },
    ],
    traffic: {
      who: { count: 200 },
      does: { type: 'text', content: '1' },
      withinSeconds: 20,
      seed: 18,
    },
  },
  weChatBusy: {
    title: { zh: '微信繁忙', en: 'WeChat busy' },
    text: {
      zh: '一成接口返回 -1，三成慢 4 秒，偶尔断开',
      en: 'One call in ten says -1, three are 4 s slow, some lose the connection',
    },
    rules: [
      { direction: 'api', probability: 0.1, seed: 1, effect: { type: 'error', errcode: -1 } },
      { direction: 'api', probability: 0.3, seed: 2, effect: { type: 'delay', ms: 4000 } },
      { direction: 'api', probability: 0.02, seed: 3, effect: { type: 'drop' } },
    ],
  },
  markFail: {
    title: { zh: 'MarkFail 自动屏蔽', en: 'MarkFail' },
    text: {
      zh: '接口都慢 6 秒；等着它们的程序连续失败 3 次，微信就停推一分钟',
      en: 'All calls take 6 s; who waits for them fails 3 times in a row, and WeChat pushes nothing for a minute',
    },
    rules: [{ direction: 'api', seed: 1, effect: { type: 'delay', ms: 6000 } }],
    switches: { markFailAfter: 3 },
  },
}
