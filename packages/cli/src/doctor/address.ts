import { isIP } from 'node:net'
import type { Check } from '../check.ts'

const name = 'address'

/** What can be told from the address alone. No URL when it is none. */
export function checkAddress(text: string): { url?: URL; checks: Check[] } {
  const url = URL.parse(text)
  if (url === null || !/^https?:$/.test(url.protocol))
    return {
      checks: [
        {
          name,
          state: 'bad',
          zh: `${text} 不是完整的网址，应以 http:// 或 https:// 开头`,
          en: `${text} is no complete address: it must begin with http:// or https://`,
        },
      ],
    }
  if (url.hash !== '' || url.username !== '' || url.password !== '')
    return {
      checks: [
        {
          name,
          state: 'bad',
          zh: '网址里不能有 # 或用户名密码，微信不会带上它们',
          en: 'there must be neither # nor user and password in the address: WeChat does not send them',
        },
      ],
    }
  return { url, checks: [{ name, state: 'ok', zh: url.href, en: 'complete' }, ...checkPort(url)] }
}

function checkPort({ port, hostname }: URL): Check[] {
  if (port === '' || isPrivate(hostname)) return []
  return [
    {
      name,
      state: 'warn',
      zh: `微信只推送到 80 和 443 端口，这里是 ${port}；真实账号请在前面放反向代理`,
      en: `WeChat pushes to the ports 80 and 443 only, this is ${port}: put a reverse proxy before it for a real account`,
    },
  ]
}

/** Whether the internet, and so WeChat, cannot come here. */
export function isPrivate(host: string): boolean {
  const address = host.replace(/^\[|\]$/g, '').toLowerCase()
  if (isIP(address) === 0)
    return address === 'localhost' || /\.(localhost|local|test|internal)$/.test(address)
  return /^(127|10|0)\.|^192\.168\.|^169\.254\.|^172\.(1[6-9]|2\d|3[01])\.|^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|^::1?$|^f[cd]|^fe80/.test(
    address,
  )
}
