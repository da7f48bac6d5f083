/**
 * Bad days, ready to switch on. Pure data, so that the panel, tests and other programs put the same rules in place with
 * `PUT /_sim/v1/faults`. Delays of 6 s lie beyond the 5-second line; all draws are repeatable by their seeds.
 */
import type { Bilingual, FaultRule } from './types.ts'

type PresetRule = Omit<FaultRule, 'id' | 'hits' | 'enabled'>

export interface FaultPreset {
  title: Bilingual
  text: Bilingual
  rules: readonly PresetRule[]
}

export const FAULT_PRESETS = {
  badFriday: {
    title: { zh: '黑色星期五', en: 'Bad Friday' },
    text: {
      zh: '一成推送超时，半成连不上，令牌两次突然失效',
      en: 'One push in ten times out, one in twenty gets no connection, tokens fail twice',
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
    ],
  },
  campaignBurst: {
    title: { zh: '活动高峰', en: 'Campaign burst' },
    text: {
      zh: '一半推送慢 2 秒，少数超时；接口时常报频率和次数超限',
      en: 'Half of the pushes are 2 s late, a few time out; the API often says too many calls',
    },
    rules: [
      { direction: 'push', probability: 0.03, seed: 18, effect: { type: 'delay', ms: 6000 } },
      { direction: 'push', probability: 0.5, seed: 6, effect: { type: 'delay', ms: 2000 } },
      {
        direction: 'api',
        match: '/cgi-bin/message',
        probability: 0.2,
        seed: 18,
        effect: { type: 'error', errcode: 45011 },
      },
      {
        direction: 'api',
        match: '/cgi-bin/user',
        probability: 0.1,
        seed: 6,
        effect: { type: 'error', errcode: 45009 },
      },
    ],
  },
  weChatBusy: {
    title: { zh: '微信繁忙', en: 'WeChat busy' },
    text: {
      zh: '三成接口返回 -1，三成慢 4 秒，偶尔断开',
      en: 'Three calls in ten say -1, three are 4 s slow, some lose the connection',
    },
    rules: [
      { direction: 'api', probability: 0.3, seed: 1, effect: { type: 'error', errcode: -1 } },
      { direction: 'api', probability: 0.3, seed: 2, effect: { type: 'delay', ms: 4000 } },
      { direction: 'api', probability: 0.05, seed: 3, effect: { type: 'drop' } },
    ],
  },
  markFail: {
    title: { zh: '连续超时', en: 'MarkFail' },
    text: {
      zh: '接下来 30 次推送全部超时，像被微信标记为故障之前那样',
      en: 'The next 30 pushes all time out, as before WeChat marks a server as failed',
    },
    rules: [{ direction: 'push', times: 30, seed: 1, effect: { type: 'delay', ms: 6000 } }],
  },
} as const satisfies Record<string, FaultPreset>
