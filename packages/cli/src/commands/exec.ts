/** `yingwu simulator exec -- pytest`: a simulator for the time of one command. */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { constants, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEncodingAESKey } from '@yingwu/protocol'
import { createSimulator, type Simulator } from '@yingwu/simulator'
import type { Terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'

export interface ExecOptions {
  /** Lead SDKs that know only `https://api.weixin.qq.com` here: proxy and certificate variables. */
  proxy: boolean
}

/** Gives the command's exit code; as shells do, 128 and the signal's number when one ended it. */
export async function exec(
  words: readonly string[],
  terminal: Terminal,
  { proxy }: ExecOptions,
): Promise<number> {
  const [program, ...args] = words
  if (program === undefined)
    throw new UsageError(
      '请在 -- 后面写要运行的命令：yingwu simulator exec -- pytest',
      'write the command behind --: yingwu simulator exec -- pytest',
    )
  const folder = mkdtempSync(join(tmpdir(), 'yingwu-'))
  const account = {
    appid: `wx00000000${randomBytes(4).toString('hex')}`,
    secret: randomBytes(16).toString('hex'),
    token: randomBytes(8).toString('hex'),
    encodingAESKey: createEncodingAESKey(),
  }
  const simulator = createSimulator({ ...account, authorityFolder: folder })
  try {
    await simulator.listen({ port: 0 })
    const env = {
      ...terminal.env,
      ...toVariables(simulator, account),
      ...(proxy && proxyVariables(simulator.url, join(folder, 'simulator-ca.pem'))),
    }
    return await untilEnd(spawn(program, args, { stdio: 'inherit', env }), program)
  } finally {
    await simulator.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

function toVariables(
  simulator: Simulator,
  account: { appid: string; secret: string; token: string; encodingAESKey: string },
) {
  return {
    SIMULATOR_URL: simulator.url,
    WECHAT_API_URL: simulator.url,
    WECHAT_OPEN_URL: simulator.url,
    WECHAT_APP_ID: account.appid,
    WECHAT_APP_SECRET: account.secret,
    WECHAT_TOKEN: account.token,
    WECHAT_ENCODING_AES_KEY: account.encodingAESKey,
    WECHAT_MODE: 'safe',
  }
}

/** For curl, Node.js, Python, Go, PHP and whatever else reads these names. */
function proxyVariables(proxy: string, authority: string) {
  return {
    HTTPS_PROXY: proxy,
    https_proxy: proxy,
    HTTP_PROXY: proxy,
    http_proxy: proxy,
    NO_PROXY: 'localhost,127.0.0.1,::1',
    no_proxy: 'localhost,127.0.0.1,::1',
    NODE_USE_ENV_PROXY: '1',
    NODE_EXTRA_CA_CERTS: authority,
    SSL_CERT_FILE: authority,
    REQUESTS_CA_BUNDLE: authority,
    CURL_CA_BUNDLE: authority,
  }
}

const PASSED_ON = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** The command decides when it ends; a signal for us is one for it. */
function untilEnd(child: ChildProcess, program: string): Promise<number> {
  const handlers = PASSED_ON.map((signal) => {
    const handler = () => void child.kill(signal)
    process.on(signal, handler)
    return () => process.off(signal, handler)
  })
  return new Promise<number>((resolve, reject) => {
    child.on('error', (cause) =>
      reject(
        new UsageError(
          `无法运行 ${program}：没有这个命令？`,
          `cannot run ${program}: is there such a command?`,
          { cause },
        ),
      ),
    )
    child.on('exit', (code, signal) =>
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])),
    )
  }).finally(() => {
    for (const remove of handlers) remove()
  })
}
