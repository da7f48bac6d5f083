import {
  ACCOUNT_KINDS,
  type AccountKind,
  ENCRYPTION_MODES,
  type EncryptionMode,
  isAccountKind,
} from '@yingwu/protocol'
import { LOG_LEVELS, type LogLevel, type ServerConfig } from '@yingwu/server'

/** Every variable that the programs read; `--help` and the docs are made from this table. */
export const VARIABLES = {
  HOST: { default: '127.0.0.1', zh: '公众号服务器监听的地址', en: 'address the account server listens on' },
  PORT: { default: '8000', zh: '公众号服务器监听的端口', en: 'port the account server listens on' },
  SIMULATOR_HOST: {
    default: '127.0.0.1',
    zh: '模拟器监听的地址；换成别的，同一网络的人就能看到账号的密钥',
    en: 'address the simulator listens on; with another one, others on the network see the secrets of the account',
  },
  SIMULATOR_ALLOWED_HOSTS: {
    default: '',
    zh: '除本机名称外，还可以用来打开模拟器窗口和控制接口的主机名，用逗号分开',
    en: "host names besides this machine's by which the simulator's window and control API may be used, separated by commas",
  },
  SIMULATOR_PORT: { default: '8100', zh: '模拟器监听的端口', en: 'port the simulator listens on' },
  SIMULATOR_HTTPS_PORT: {
    default: '',
    zh: '模拟器另外监听的 HTTPS 端口，供改 hosts 的程序用；经代理的 HTTPS 总在 SIMULATOR_PORT 上',
    en: 'another port of the simulator for HTTPS, for programs led there by a hosts file; HTTPS through the proxy is always on SIMULATOR_PORT',
  },
  SIMULATOR_STATE: {
    default: 'data/simulator-state.json',
    zh: '模拟器自动保存状态的文件，下次启动接着用；off：不保存',
    en: 'file in which the simulator keeps its state from start to start; off: keeps none',
  },
  SIMULATOR_URL: {
    default: '',
    zh: '正在运行的模拟器的地址，供 trigger、call、menu 使用；默认本机 SIMULATOR_PORT',
    en: 'the running simulator, for trigger, call and menu; default SIMULATOR_PORT on this machine',
  },
  PUBLIC_URL: {
    default: '由 HOST 和 PORT 得出 from host and port',
    zh: '外界访问服务器的地址（网页授权跳回这里）',
    en: 'how the world reaches the server (web authorization returns there)',
  },
  WECHAT_APP_ID: { default: '', zh: 'AppID', en: 'AppID' },
  WECHAT_APP_SECRET: { default: '', zh: 'AppSecret', en: 'AppSecret' },
  WECHAT_TOKEN: { default: '', zh: '服务器配置里的令牌', en: 'Token of the server configuration' },
  WECHAT_ENCODING_AES_KEY: {
    default: '',
    zh: '消息加解密密钥，43 个字符',
    en: 'EncodingAESKey, 43 characters',
  },
  WECHAT_PREVIOUS_ENCODING_AES_KEY: { default: '', zh: '更换密钥时的旧密钥', en: 'the key before a change' },
  WECHAT_MODE: {
    default: '有密钥时 safe，否则 plain; safe if a key is given, else plain',
    zh: '消息加解密方式：plain、compatible、safe',
    en: 'encryption mode: plain, compatible or safe',
  },
  WECHAT_ACCOUNT_KIND: {
    default: '',
    zh: `账号类型，决定迟到的回复怎么送达：${Object.keys(ACCOUNT_KINDS).join('、')}；留空则只等微信重试`,
    en: `kind of account, which decides how late answers go: ${Object.keys(ACCOUNT_KINDS).join(', ')}; empty: WeChat's retries wait, no more`,
  },
  WECHAT_API_URL: {
    default: 'https://api.weixin.qq.com',
    zh: '微信 API 的地址',
    en: "address of WeChat's API",
  },
  WECHAT_OPEN_URL: {
    default: 'https://open.weixin.qq.com',
    zh: '网页授权的地址',
    en: 'address of web authorization',
  },
  WECHAT_MAX_AGE: {
    default: '300',
    zh: '推送时间戳与本机时钟最多相差的秒数，0 不检查',
    en: "seconds a push's timestamp may lie away from our clock, 0: any",
  },
  LOG_LEVEL: { default: 'info', zh: '日志级别：error、warn、info、debug', en: 'error, warn, info or debug' },
  YINGWU_BOT: { default: 'examples/parrot/bot.ts', zh: '机器人模块', en: 'module with the bot' },
  BROWSER: { default: '', zh: 'none：启动时不打开浏览器', en: 'none: do not open the phone on start' },
} as const satisfies Record<string, { default: string; zh: string; en: string }>

export type Environment = { readonly [name in keyof typeof VARIABLES]?: string | undefined }

/** Values that cannot be used. Lists all of them, with what would have been right. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError'
}

/** What `serve` needs. @throws EnvironmentError */
export function serverConfig(env: Environment): ServerConfig & { botPath: string } {
  const problems: string[] = []
  const required = (name: keyof Environment): string => {
    const value = env[name] || VARIABLES[name].default
    if (value === '')
      problems.push(`${name}：没有设置（${VARIABLES[name].zh}） / is not set (${VARIABLES[name].en})`)
    return value
  }
  const host = required('HOST')
  const port = number(env, 'PORT', 65_535, problems)
  const encodingAESKey = env.WECHAT_ENCODING_AES_KEY || undefined
  const previousEncodingAESKey = env.WECHAT_PREVIOUS_ENCODING_AES_KEY || undefined
  const config = {
    host,
    port,
    publicUrl: url(env, 'PUBLIC_URL', `http://${reachable(host)}:${port}`, problems),
    appId: required('WECHAT_APP_ID'),
    appSecret: required('WECHAT_APP_SECRET'),
    token: required('WECHAT_TOKEN'),
    ...(encodingAESKey === undefined ? {} : { encodingAESKey }),
    ...(previousEncodingAESKey === undefined ? {} : { previousEncodingAESKey }),
    ...accountKind(env, problems),
    mode: mode(env, problems),
    apiUrl: url(env, 'WECHAT_API_URL', VARIABLES.WECHAT_API_URL.default, problems),
    openUrl: url(env, 'WECHAT_OPEN_URL', VARIABLES.WECHAT_OPEN_URL.default, problems),
    maxAgeSeconds: number(env, 'WECHAT_MAX_AGE', 86_400, problems),
    logLevel: logLevel(env, problems),
    botPath: env.YINGWU_BOT || VARIABLES.YINGWU_BOT.default,
  }
  if (problems.length > 0) throw new EnvironmentError(problems.join('\n'))
  return config
}

/** "Every address" is none that a browser could open. */
function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1'
  return host.includes(':') ? `[${host}]` : host
}

export interface SimulatorAddress {
  host: string
  port: number
  httpsPort?: number
  /** Without ports. */
  allowedHosts: string[]
}

/** Where the simulator is reached. @throws EnvironmentError */
export function simulatorAddress(env: Environment): SimulatorAddress {
  const problems: string[] = []
  const host = env.SIMULATOR_HOST || VARIABLES.SIMULATOR_HOST.default
  const allowedHosts = (env.SIMULATOR_ALLOWED_HOSTS ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '')
  const notHosts = allowedHosts.filter((name) => !/^([a-z\d.-]+|\[[\da-f:]+\])$/.test(name))
  if (notHosts.length > 0)
    problems.push(
      `SIMULATOR_ALLOWED_HOSTS：${notHosts.join(', ')} 不是主机名（不带 http:// 和端口） / not host names, which have no http:// and no port`,
    )
  const port = number(env, 'SIMULATOR_PORT', 65_535, problems)
  const httpsPort = env.SIMULATOR_HTTPS_PORT
    ? number(env, 'SIMULATOR_HTTPS_PORT', 65_535, problems)
    : undefined
  if (problems.length > 0) throw new EnvironmentError(problems.join('\n'))
  return { host, port, allowedHosts, ...(httpsPort === undefined ? {} : { httpsPort }) }
}

/** Where the simulator keeps its state; undefined: nowhere. */
export function simulatorState(env: Environment): string | undefined {
  const file = env.SIMULATOR_STATE || VARIABLES.SIMULATOR_STATE.default
  return file === 'off' ? undefined : file
}

function number(
  env: Environment,
  name: 'PORT' | 'SIMULATOR_PORT' | 'SIMULATOR_HTTPS_PORT' | 'WECHAT_MAX_AGE',
  max: number,
  problems: string[],
): number {
  const text = env[name] || VARIABLES[name].default
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (!(value <= max))
    problems.push(`${name}=${text}：应为 0 到 ${max} 的整数 / must be a whole number from 0 to ${max}`)
  return value
}

function url(
  env: Environment,
  name: 'PUBLIC_URL' | 'WECHAT_API_URL' | 'WECHAT_OPEN_URL',
  fallback: string,
  problems: string[],
): string {
  const text = env[name] || fallback
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) {
    problems.push(`${name}=${text}：应为 http:// 或 https:// 开头的网址 / must be an http or https URL`)
  }
  return text.replace(/\/+$/, '')
}

function mode(env: Environment, problems: string[]): EncryptionMode {
  const text = env.WECHAT_MODE || (env.WECHAT_ENCODING_AES_KEY ? 'safe' : 'plain')
  const found = ENCRYPTION_MODES.find((known) => known === text)
  if (found === undefined)
    problems.push(`WECHAT_MODE=${text}：应为 / must be one of ${ENCRYPTION_MODES.join(', ')}`)
  if (found !== undefined && found !== 'plain' && !env.WECHAT_ENCODING_AES_KEY) {
    problems.push(`WECHAT_MODE=${found}：需要 / needs WECHAT_ENCODING_AES_KEY`)
  }
  return found ?? 'plain'
}

function accountKind(env: Environment, problems: string[]): { kind?: AccountKind } {
  const kind = env.WECHAT_ACCOUNT_KIND || undefined
  if (isAccountKind(kind)) return { kind }
  if (kind !== undefined) {
    const kinds = Object.keys(ACCOUNT_KINDS).join(', ')
    problems.push(`WECHAT_ACCOUNT_KIND=${kind}：应为 / must be one of ${kinds}`)
  }
  return {}
}

function logLevel(env: Environment, problems: string[]): LogLevel {
  const text = env.LOG_LEVEL || VARIABLES.LOG_LEVEL.default
  const found = LOG_LEVELS.find((known) => known === text)
  if (found === undefined) problems.push(`LOG_LEVEL=${text}：应为 / must be one of ${LOG_LEVELS.join(', ')}`)
  return found ?? 'info'
}
