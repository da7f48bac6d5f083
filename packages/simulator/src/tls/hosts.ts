/** The hosts that the simulator stands in for under TLS and as a proxy. */

/**
 * The server API, the pages, where WeChat keeps the pictures of articles, and whence pages load the JS-SDK; each with all
 * names below it. Nothing else of wx.qq.com and qq.com: other things live there.
 */
const DOMAINS = ['weixin.qq.com', 'qpic.cn', 'res.wx.qq.com', 'res2.wx.qq.com'] as const

const IPV6_ONE: readonly number[] = [...Array.from({ length: 15 }, () => 0), 1]

/** Nothing else may a certificate of ours ever name: these domains with all below them, and this machine. */
export const PERMITTED_DOMAINS: readonly string[] = [...DOMAINS, 'localhost']
/** 127.0.0.0/8 and ::1, each an address and its mask. */
export const PERMITTED_ADDRESSES: readonly (readonly number[])[] = [
  [127, 0, 0, 0, 255, 0, 0, 0],
  [...IPV6_ONE, ...Array.from({ length: 16 }, () => 255)],
]

/** In the server's certificate. A star stands for one label, hence the second one: `sh.api.weixin.qq.com`. */
export const CERTIFIED_NAMES: readonly string[] = [
  'weixin.qq.com',
  '*.weixin.qq.com',
  '*.api.weixin.qq.com',
  '*.qpic.cn',
  'res.wx.qq.com',
  'res2.wx.qq.com',
  'localhost',
]
export const CERTIFIED_ADDRESSES: readonly (readonly number[])[] = [[127, 0, 0, 1], IPV6_ONE]

/** Whether a host name, without port, is one of WeChat's that we answer for. */
export function isWeChatHost(host: string): boolean {
  const name = host.toLowerCase()
  return DOMAINS.some((domain) => name === domain || name.endsWith(`.${domain}`))
}
