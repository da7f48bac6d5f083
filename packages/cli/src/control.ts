/** The control API of a running simulator. */
import type { ControlError } from '@yingwu/simulator/types'
import type { Options } from './options.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

export interface Control {
  /** Where the simulator is, without a slash at the end. */
  readonly url: string
  get<T>(path: string): Promise<T>
  post<T>(path: string, body: unknown): Promise<T>
}

/** @throws UsageError when it is no address */
export function simulatorUrl({ env }: Terminal, options: Options): string {
  const port = env['SIMULATOR_PORT'] || '8100'
  const url = options.get('simulator') || env['SIMULATOR_URL'] || `http://127.0.0.1:${port}`
  if (!/^https?:\/\//.test(url) || !URL.canParse(url))
    throw new UsageError(`模拟器地址不对：${url}`, `this is no address of a simulator: ${url}`)
  return url.replace(/\/+$/, '')
}

export function controlOf(url: string): Control {
  async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${url}/_sim/v1${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }).catch((error: unknown) => {
      throw new UsageError(
        `${url} 没有模拟器在运行。先启动它：yingwu simulator，或用 --simulator 指明地址`,
        `no simulator runs at ${url}: start one with yingwu simulator, or name it with --simulator`,
        { cause: error },
      )
    })
    const text = await response.text()
    try {
      if (response.ok) return JSON.parse(text)
      throw refusal(JSON.parse(text))
    } catch (cause) {
      if (cause instanceof UsageError) throw cause
      throw new UsageError(`${url} 不是模拟器`, `what runs at ${url} is no simulator`, { cause })
    }
  }
  return {
    url,
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body),
  }
}

function refusal({ error }: ControlError): UsageError {
  return new UsageError(`模拟器拒绝了：${error.message}`, `the simulator refused: ${error.message}`)
}
