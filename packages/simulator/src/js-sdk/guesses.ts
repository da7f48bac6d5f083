/** What people sign by mistake: every value of `wx.config` with the shapes in which it usually goes wrong. */
import type { Bilingual } from '../control/types.ts'

/** A value that may have been signed. `wrong`: what is the matter with it; null for the right one. */
export interface Guess {
  value: string
  wrong: Bilingual | null
}

/** More parameters than this are not tried one by one. */
const MAX_PARAMETERS = 10

/** Addresses by which a page is signed: first the right one, as the browser shows it, without what follows `#`. */
export function urlGuesses(address: string): Guess[] {
  const [page = '', ...fragment] = address.split('#')
  const guesses: Guess[] = [{ value: page, wrong: null }]
  const add = (value: string, zh: string, en: string) => {
    if (guesses.every((guess) => guess.value !== value)) guesses.push({ value, wrong: { zh, en } })
  }
  if (fragment.length > 0) add(address, '签名用的网址带着 # 之后的部分', 'What follows # was signed, too')
  const [bare, query] = cut(page, '?')
  if (query !== undefined) {
    add(bare, `签名用的网址少了 ?${query}`, `The signed address lacks ?${query}`)
    const pairs = query.split('&')
    for (const [index, pair] of pairs.slice(0, MAX_PARAMETERS).entries()) {
      const rest = pairs.toSpliced(index, 1).join('&')
      add(
        rest === '' ? bare : `${bare}?${rest}`,
        `签名用的网址少了 ${pair}`,
        `The signed address lacks ${pair}`,
      )
      const head = pairs.slice(0, index).join('&')
      const tail = pairs.slice(index).join('&')
      add(
        head === '' ? bare : `${bare}?${head}`,
        `签名用的网址少了 ${tail}`,
        `The signed address lacks ${tail}`,
      )
    }
  }
  const url = URL.parse(page)
  if (!url) return guesses
  const { origin, host, hostname, pathname, search, protocol } = url
  const other = protocol === 'https:' ? 'http:' : 'https:'
  const rest = `${pathname}${search}`
  add(
    page.replace(protocol, other),
    `签名用的是 ${other}//，页面是 ${protocol}//`,
    `${other}// was signed, the page has ${protocol}//`,
  )
  add(`${origin}${pathname}/${search}`, '签名用的网址多了结尾的 /', 'The signed address has a / too many')
  if (pathname.endsWith('/'))
    add(
      `${origin}${pathname.slice(0, -1)}${search}`,
      '签名用的网址少了结尾的 /',
      'The signed address lacks the / at its end',
    )
  for (const home of [origin, `${origin}/`])
    add(home, '签名用的是首页的网址，不是这一页的', 'The home page was signed, not this page')
  if (host !== hostname)
    add(`${protocol}//${hostname}${rest}`, '签名用的网址没有端口', 'The signed address lacks the port')
  for (const [from, to] of [
    ['127.0.0.1', 'localhost'],
    ['localhost', '127.0.0.1'],
  ] as const)
    if (hostname === from)
      add(
        page.replace(from, to),
        `签名用的是 ${to}，页面在 ${from}`,
        `${to} was signed, the page is on ${from}`,
      )
  add(encodeURIComponent(page), '签名前把网址编码了', 'The address was URL-encoded before signing')
  add(encodeURI(page), '签名前把网址编码了', 'The address was URL-encoded before signing')
  add(decoded(page), '签名前把网址解码了', 'The address was decoded before signing')
  add('', '签名时没有网址', 'No address was signed')
  return guesses
}

export function nonceGuesses(nonce: string): Guess[] {
  const zh = '签名用的 noncestr 和 wx.config 的 nonceStr 不是同一个'
  const en = 'The signed noncestr is not the nonceStr of wx.config'
  const others = ['', 'undefined', 'null', nonce.toLowerCase(), nonce.toUpperCase(), nonce.trim()]
  return withRight(
    nonce,
    others.map((value) => ({ value, wrong: { zh, en } })),
  )
}

/** The same moment in another unit, or none; `near` in addition: another call of the clock, up to ten minutes away. */
export function timeGuesses(timestamp: string, near: boolean): Guess[] {
  const seconds = Number(timestamp)
  const unit = { zh: '签名用的 timestamp 不是以秒计', en: 'The signed timestamp is not in seconds' }
  const none = { zh: '签名时没有 timestamp', en: 'No timestamp was signed' }
  const guesses: Guess[] = [
    { value: `${timestamp}000`, wrong: unit },
    { value: String(Math.floor(seconds / 1000)), wrong: unit },
    { value: '', wrong: none },
    { value: 'undefined', wrong: none },
  ]
  if (near && Number.isSafeInteger(seconds))
    for (let apart = 1; apart <= NEAR_SECONDS; apart++)
      for (const value of [seconds - apart, seconds + apart])
        guesses.push({
          value: String(value),
          wrong: {
            zh: `签名用的 timestamp 是 ${value}，wx.config 里是 ${seconds}：两处要用同一个值`,
            en: `The signed timestamp is ${value}, wx.config says ${seconds}: both take the same value`,
          },
        })
  return withRight(timestamp, guesses)
}

const NEAR_SECONDS = 600

function withRight(value: string, guesses: readonly Guess[]): Guess[] {
  return [{ value, wrong: null }, ...guesses.filter((guess) => guess.value !== value)]
}

function cut(text: string, mark: string): [head: string, tail?: string] {
  const at = text.indexOf(mark)
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)]
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
