/** Every command of `yingwu`: the help, the parser and the completion of shells are made from this table. */
import type { Options, OptionSpec } from './options.ts'
import type { Terminal } from './terminal.ts'

export interface Command {
  /** `trigger <kind>` */
  readonly usage: string
  readonly zh: string
  readonly en: string
  readonly options?: readonly OptionSpec[]
  readonly examples?: readonly string[]
  /** Words that its first argument may be; for completion. */
  readonly words?: readonly string[]
  /** Gives the exit code. Loads what it needs, since most runs need little. */
  run(input: Input): Promise<number | void>
}

export interface Input {
  readonly args: readonly string[]
  /** What follows `--`. */
  readonly rest: readonly string[]
  readonly options: Options
  readonly terminal: Terminal
}

const SET = {
  flag: '--set <field=value>',
  zh: '填一个字段，可重复；a.b=1 填对象里的，a:={"b":1} 填 JSON',
  en: 'fills a field, repeatable; a.b=1 inside an object, a:={"b":1} as JSON',
}
const JSON_OUT = { flag: '--json', zh: '以 JSON 输出，供程序读取', en: 'prints JSON, for programs' }
const SIMULATOR = {
  flag: '--simulator <url>',
  zh: '模拟器的地址，默认 SIMULATOR_URL 或本机 SIMULATOR_PORT',
  en: 'the simulator; default SIMULATOR_URL, or SIMULATOR_PORT on this machine',
}
const FRESH = {
  flag: '--fresh',
  zh: '从头开始，不接着上次的状态（上次的文件放到一边）',
  en: 'starts anew instead of where the last one ended; its file is put aside',
}
const CREDENTIALS = [
  { flag: '--token <token>', zh: '令牌，默认 WECHAT_TOKEN', en: 'Token; default WECHAT_TOKEN' },
  {
    flag: '--key <key>',
    zh: '消息加解密密钥，默认 WECHAT_ENCODING_AES_KEY',
    en: 'EncodingAESKey; default WECHAT_ENCODING_AES_KEY',
  },
  { flag: '--appid <appid>', zh: 'AppID，默认 WECHAT_APP_ID', en: 'AppID; default WECHAT_APP_ID' },
]
const MODE = {
  flag: '--mode <mode>',
  zh: '加解密方式 plain、compatible、safe，默认 WECHAT_MODE',
  en: 'plain, compatible or safe; default WECHAT_MODE',
}

export const COMMANDS: readonly Command[] = [
  {
    usage: 'start',
    zh: '模拟器和公众号服务器一起启动，已接通',
    en: 'Simulator and account server, connected',
    options: [FRESH],
    run: async ({ terminal, options }) =>
      (await import('./start.ts')).start(terminal.env, { fresh: options.has('fresh') }),
  },
  {
    usage: 'serve',
    zh: '只启动公众号服务器',
    en: 'The account server alone',
    run: async ({ terminal }) => (await import('./serve.ts')).serve(terminal.env),
  },
  {
    usage: 'simulator [action]',
    zh: '只启动模拟器；simulator exec -- 命令：在模拟器旁运行一条命令（如测试），用它的返回码结束',
    en: 'The simulator alone; simulator exec -- command: runs a command, such as tests, beside it and ends with its code',
    options: [
      FRESH,
      {
        flag: '--proxy',
        zh: 'exec：再设置代理和证书变量，让只认 api.weixin.qq.com 的 SDK 也到模拟器',
        en: 'exec: sets proxy and certificate variables, too, for SDKs that know only api.weixin.qq.com',
      },
    ],
    examples: ['simulator', 'simulator exec -- pytest -q', 'simulator exec --proxy -- go test ./...'],
    words: ['exec'],
    run: async (input) => (await import('./commands/simulator.ts')).simulator(input),
  },
  {
    usage: 'trigger <kind>',
    zh: '让模拟器里的用户做一件事或推送一个事件',
    en: 'Makes a person of the simulator do something, or pushes an event',
    options: [
      SET,
      { flag: '--openid <openid>', zh: '哪位用户，默认第一位', en: 'which person; default the first' },
      SIMULATOR,
      JSON_OUT,
    ],
    examples: [
      'trigger text --set Content=你好',
      'trigger subscribe --set EventKey=qrscene_poster',
      'trigger TEMPLATESENDJOBFINISH --set "Status=failed:user block"',
    ],
    run: async (input) => (await import('./commands/trigger.ts')).trigger(input),
  },
  {
    usage: 'call <endpoint>',
    zh: '调用微信接口：真实账号（WECHAT_APP_ID 等环境变量）或正在运行的模拟器',
    en: "Calls WeChat's API: of the account in the environment, or of the running simulator",
    options: [
      SET,
      {
        flag: '--body <file>',
        zh: '参数的 JSON 文件，- 为标准输入',
        en: 'JSON file with the parameters, - for standard input',
      },
      { flag: '--output <file>', zh: '下载的文件存到哪里', en: 'where to put a downloaded file' },
      { flag: '--no-check', zh: '不在本地检查参数', en: 'sends the parameters without checking them' },
      SIMULATOR,
      JSON_OUT,
    ],
    examples: [
      'call user.info --set openid=oABC',
      'call menu.create --body menu.json',
      'call media.get --set media_id=ID --output a.jpg',
    ],
    run: async (input) => (await import('./commands/call.ts')).call(input),
  },
  {
    usage: 'decode [file]',
    zh: '看懂一次推送：文件、标准输入或日志里的一行，有没有密钥都行',
    en: 'Explains a push: from a file, standard input or a line of a log, with or without keys',
    options: [
      {
        flag: '--query <query>',
        zh: '推送网址 ? 后面的部分，或整个网址',
        en: 'the query of the URL, or the whole URL',
      },
      ...CREDENTIALS,
      JSON_OUT,
    ],
    examples: ['decode push.xml', 'grep msg_signature access.log | yingwu decode'],
    run: async (input) => (await import('./commands/decode.ts')).decode(input),
  },
  {
    usage: 'encode <kind>',
    zh: '写出一次推送，已签名，需要时已加密',
    en: 'Writes a push, signed, and encrypted where asked',
    options: [
      SET,
      { flag: '--url <url>', zh: '推送到哪里', en: 'where the push goes' },
      { flag: '--openid <openid>', zh: '谁发的', en: 'who sends it' },
      MODE,
      { flag: '--format <format>', zh: 'xml 或 json', en: 'xml or json' },
      { flag: '--curl', zh: '输出可直接运行的 curl 命令', en: 'prints a curl command' },
      ...CREDENTIALS,
      JSON_OUT,
    ],
    examples: ['encode text --set Content=你好 --curl --url http://127.0.0.1:8000/wechat'],
    run: async (input) => (await import('./commands/encode.ts')).encode(input),
  },
  {
    usage: 'doctor <url>',
    zh: '服务器地址为什么通不过验证：域名、端口、证书、跳转、返回内容、令牌、加解密方式、时钟',
    en: 'Why a server is not verified: name, port, certificate, redirect, body, token, mode, clock',
    options: [
      ...CREDENTIALS,
      MODE,
      {
        flag: '--timeout <ms>',
        zh: '每步最多等几毫秒，默认 5000',
        en: 'milliseconds per step; default 5000',
      },
      { flag: '--no-push', zh: '不试推送，只做验证', en: 'verifies only, tries no push' },
      JSON_OUT,
    ],
    examples: ['doctor https://example.com/wechat --token parrot2026'],
    run: async (input) => (await import('./commands/doctor.ts')).doctor(input),
  },
  {
    usage: 'menu <action> [file]',
    zh: '自定义菜单与文件（YAML 或 JSON）：pull 取下来，diff 比较，push 发布',
    en: 'The custom menu and a file (YAML or JSON): pull, diff, push',
    options: [
      { flag: '--dry-run', zh: '只说会改什么', en: 'only tells what would change' },
      SIMULATOR,
      JSON_OUT,
    ],
    examples: ['menu pull menu.yaml', 'menu diff menu.yaml', 'menu push menu.yaml'],
    words: ['pull', 'push', 'diff'],
    run: async (input) => (await import('./commands/menu.ts')).menu(input),
  },
  {
    usage: 'transcript <action> [...files]',
    zh: '模拟器里的对话与文件：start 开始录制，record 存成文件，replay 重放并比较，import 取自线上的推送日志',
    en: 'Conversations of the simulator as files: start, record, replay and compare, import from a real push log',
    options: [
      {
        flag: '--openid <openid>',
        zh: 'record：只要这位用户，可重复',
        en: 'record: only this person, repeatable',
      },
      {
        flag: '--all',
        zh: 'record：不管从哪里开始录制，全部',
        en: 'record: everything, whenever recording began',
      },
      { flag: '--name <name>', zh: '名字，默认文件名', en: 'its name; default that of the file' },
      {
        flag: '--clock',
        zh: 'replay：步骤之间隔了多久，虚拟时钟就往前走多久',
        en: 'replay: moves the virtual clock by the time between the steps',
      },
      {
        flag: '--within <seconds>',
        zh: 'replay：晚到的回复最多等几秒，默认 10',
        en: 'replay: seconds that late answers may take; default 10',
      },
      {
        flag: '--grace <seconds>',
        zh: 'replay：最后一步之后再等几秒，看有没有多出来的消息，默认 1',
        en: 'replay: seconds after the last step in which a message too many is a difference; default 1',
      },
      {
        flag: '--update',
        zh: 'replay：把这次的回复写回文件',
        en: 'replay: writes the answers of this time into the file',
      },
      ...CREDENTIALS.slice(1),
      SIMULATOR,
      JSON_OUT,
    ],
    examples: ['transcript record tests/order.json', 'transcript replay tests/*.json'],
    words: ['start', 'record', 'replay', 'import'],
    run: async (input) => (await import('./commands/transcript.ts')).transcript(input),
  },
  {
    usage: 'completion <shell>',
    zh: '输出 shell 的补全脚本：bash、zsh、fish',
    en: 'Prints completion for a shell: bash, zsh or fish',
    examples: ['completion bash >> ~/.bashrc'],
    words: ['bash', 'zsh', 'fish'],
    run: async (input) => (await import('./commands/completion.ts')).completion(input),
  },
]
