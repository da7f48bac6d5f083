import { createSimulator, type Simulator } from '@yingwu/simulator'
import { ConfigError } from 'yingwu'
import { type DevelopmentAccount, developmentAccount } from './development-account.ts'
import { type Environment, simulatorPort } from './env.ts'

const ACCOUNT_FILE = 'data/development.env'

/** Starts the simulator with the account that is kept for this machine. */
export async function startSimulator(
  env: Environment,
): Promise<{ simulator: Simulator; account: DevelopmentAccount }> {
  const port = simulatorPort(env)
  const account = developmentAccount(ACCOUNT_FILE, env)
  const simulator = createSimulator({
    appid: account.WECHAT_APP_ID,
    secret: account.WECHAT_APP_SECRET,
    token: account.WECHAT_TOKEN,
    encodingAESKey: account.WECHAT_ENCODING_AES_KEY,
  })
  try {
    await simulator.listen({ port })
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'EADDRINUSE') throw error
    throw new ConfigError(
      {
        zh: `端口 ${port} 已被占用，请先停掉占用它的程序，或换一个：SIMULATOR_PORT=${port + 1}`,
        en: `port ${port} is taken; stop the program that has it, or choose another: SIMULATOR_PORT=${port + 1}`,
      },
      { cause: error },
    )
  }
  return { simulator, account }
}

/** The simulator alone, for a server in any language; prints what that server needs to know. */
export async function simulate(env: Environment): Promise<void> {
  const { simulator, account } = await startSimulator(env)
  console.log(`
  鹦鹉 · 本机微信 WeChat on your machine

  手机 Phone          ${simulator.url}/
  接口 API            ${simulator.url}/cgi-bin/…
  AppID               ${account.WECHAT_APP_ID}
  AppSecret           ${account.WECHAT_APP_SECRET}
  Token               ${account.WECHAT_TOKEN}
  EncodingAESKey      ${account.WECHAT_ENCODING_AES_KEY}

  在手机页面顶部填写服务器地址，验证通过即接通。
  Enter your server's URL at the top of the phone's page; once verified, you are connected.
`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void simulator.close().then(() => process.exit()))
  }
}
