import { resolve } from 'node:path'
import { createSimulator, type Simulator } from '@yingwu/simulator'
import { ConfigError } from 'yingwu'
import { type DevelopmentAccount, developmentAccount } from './development-account.ts'
import { type Environment, type SimulatorAddress, simulatorAddress, simulatorState } from './env.ts'
import { type PasteLines, pasteLines } from './paste-lines.ts'

const DATA_FOLDER = 'data'
const ACCOUNT_FILE = `${DATA_FOLDER}/development.env`
export const AUTHORITY_FILE = `${DATA_FOLDER}/simulator-ca.pem`

export interface SimulatorStart {
  /** Not from where the last one ended. */
  fresh: boolean
}

/** Starts the simulator with the account and the state that are kept for this machine. */
export async function startSimulator(
  env: Environment,
  { fresh }: SimulatorStart,
): Promise<{ simulator: Simulator; account: DevelopmentAccount }> {
  const { allowedHosts, ...address } = simulatorAddress(env)
  const account = developmentAccount(ACCOUNT_FILE, env)
  const file = simulatorState(env)
  const simulator = createSimulator({
    appid: account.WECHAT_APP_ID,
    secret: account.WECHAT_APP_SECRET,
    token: account.WECHAT_TOKEN,
    encodingAESKey: account.WECHAT_ENCODING_AES_KEY,
    authorityFolder: DATA_FOLDER,
    allowedHosts,
    ...(file !== undefined && {
      autosave: { file, fresh, report: ({ zh, en }) => console.error(`  ${zh}\n  ${en}`) },
    }),
  })
  try {
    await simulator.listen(address)
  } catch (error) {
    throw withRemedy(error, address)
  }
  if (!isLoopback(address.host)) console.warn(openToOthers(address.host))
  return { simulator, account }
}

/** The simulator alone, for a server in any language; prints what that server needs to know. */
export async function simulate(env: Environment, how: SimulatorStart): Promise<void> {
  const { simulator, account } = await startSimulator(env, how)
  console.log(`
  鹦鹉 · 本机微信 WeChat on your machine

  手机 Phone          ${simulator.url}/
  接口 API            ${simulator.url}/cgi-bin/…
  AppID               ${account.WECHAT_APP_ID}
  AppSecret           ${account.WECHAT_APP_SECRET}
  Token               ${account.WECHAT_TOKEN}
  EncodingAESKey      ${account.WECHAT_ENCODING_AES_KEY}
  代理 Proxy          ${simulator.url}  （https://api.weixin.qq.com 等 and the like）
${simulator.httpsUrl === undefined ? '' : `  HTTPS               ${simulator.httpsUrl}/\n`}  证书 CA             ${resolve(AUTHORITY_FILE)}

  在手机页面顶部填写服务器地址，验证通过即接通。
  Enter your server's URL at the top of the phone's page; once verified, you are connected.

  任何语言的 SDK 都不用改代码：经代理访问微信的域名，就到了这里。
  SDKs in any language work unmodified: through the proxy, WeChat's hosts are here.

${toText(pasteLines(simulator.url, AUTHORITY_FILE))}
`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void simulator.close().then(() => process.exit()))
  }
}

function toText(all: PasteLines[]): string {
  return all
    .flatMap(({ program, lines }) =>
      lines.map((line, at) => `  ${(at === 0 ? program : '').padEnd(10)}${line}`),
    )
    .join('\n')
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)
}

function openToOthers(host: string): string {
  return `
  ⚠ 模拟器监听 ${host}：同一网络里的人都能读到账号的密钥，也能改动它。只在信得过的网络里这样用。
    The simulator listens on ${host}: everybody on the network can read the account's secrets and change it.
    Do this in networks that you trust only.`
}

/** A taken port is the commonest way not to start. */
function withRemedy(error: unknown, { httpsPort }: Pick<SimulatorAddress, 'httpsPort'>): unknown {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'EADDRINUSE') return error
  const taken = 'port' in error ? Number(error.port) : Number.NaN
  const other = `${taken === httpsPort ? 'SIMULATOR_HTTPS_PORT' : 'SIMULATOR_PORT'}=${taken + 1}`
  return new ConfigError(
    {
      zh: `端口 ${taken} 已被占用，请先停掉占用它的程序，或换一个：${other}`,
      en: `port ${taken} is taken; stop the program that has it, or choose another: ${other}`,
    },
    { cause: error },
  )
}
