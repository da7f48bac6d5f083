/** What a program does without the window: the test kit, the command line, the address. */
import { type Area, shown } from './story.ts'

export const KIT: Area = {
  zh: '测试套件',
  en: 'Test kit',
  shown: [
    shown('testing-kit.test.ts', 'ten lines take less than a second', [
      '十行测试，不到一秒，不开端口',
      'A test of ten lines takes less than a second and no port',
    ]),
    shown('testing-kit.test.ts', 'every gesture has its verb', [
      '每个动作一个动词',
      'Every gesture has its verb',
    ]),
    shown(
      'testing-kit.test.ts',
      'time › 48 hours pass in milliseconds, and with them what holds for 48 hours',
      ['48 小时只用几毫秒', '48 hours pass in milliseconds'],
    ),
    shown('testing-kit.test.ts', 'time › a handler of 12 s is asked three times, and nobody waits', [
      '12 秒的处理被问三次，谁也不用等',
      'A handler of 12 s is asked three times, and nobody waits',
    ]),
    shown('testing-kit.test.ts', 'a message that does not come › the bot said nothing', [
      '没有等到的消息说明原因',
      'A message that does not come says why',
    ]),
    shown('testing-kit.test.ts', 'faults strike when they are told to', ['测试里的故障', 'Faults in a test']),
    shown('testing-kit.test.ts', '200 at once do not disturb each other', [
      '两百个模拟器互不打扰',
      '200 at once do not disturb each other',
    ]),
    shown('testing-kit.test.ts', 'a seed repeats the ids', [
      '同一种子，同样的 openid',
      'A seed repeats the ids',
    ]),
    shown('testing-kit.test.ts', 'a bot that starts after the simulator, in real time', [
      '真实时间，真实端口',
      'Real time and a real port',
    ]),
  ],
}

export const COMMANDS: Area = {
  zh: '命令和控制接口',
  en: 'Commands and control API',
  shown: [
    shown('start.test.ts', 'what a person says by the control API comes back', [
      '手机能做的，程序都能做',
      'What the phone does, a program does',
    ]),
    shown('start.test.ts', 'a restart goes on with the people and their messages; --fresh and off do not', [
      '--fresh 从头开始',
      '--fresh begins anew',
    ]),
    shown('start.test.ts', 'a taken port is named, with the way out', [
      '端口被占用时说明怎么办',
      'A taken port is named, with the way out',
    ]),
    shown(
      'cli-programs.test.ts',
      'simulator exec › runs a test suite of another SDK beside a simulator, and ends with its code',
      ['exec：旁边开着模拟器，跑别的语言的测试', 'exec runs another language’s tests beside a simulator'],
    ),
    shown(
      'cli-programs.test.ts',
      'simulator exec › --proxy leads SDKs that know only api.weixin.qq.com here',
      ['写死域名的 SDK 走代理', 'SDKs that know one host alone are led here by a proxy'],
    ),
    shown('simulator-address.test.ts', 'it listens on 127.0.0.1 and has nothing to warn of', [
      '只监听 127.0.0.1',
      'It listens on 127.0.0.1',
    ]),
    shown('simulator-address.test.ts', 'on every address it warns, and checks names all the same', [
      '监听所有地址会警告',
      'On every address it warns',
    ]),
  ],
}
