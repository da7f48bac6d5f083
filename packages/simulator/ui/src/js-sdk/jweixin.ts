/**
 * `wx` for pages in the phone's web view, served as `/open/js/jweixin-1.6.0.js`. A page runs it on its own origin; all
 * it can do is ask the phone around it, which asks the person. It imports no code, so that it is built as one script.
 */
import type { MARK, PageMessage, WxResult } from './wire.ts'

type Params = { [name: string]: unknown }
type Listener = (result: WxResult) => void

;(() => {
  const mark: typeof MARK = 'yingwu-js-sdk'

  /** Every call of the JS-SDK 1.6; the phone says which it does not simulate. */
  const CALLS = [
    'checkJsApi',
    'updateAppMessageShareData',
    'updateTimelineShareData',
    'startRecord',
    'stopRecord',
    'playVoice',
    'pauseVoice',
    'stopVoice',
    'uploadVoice',
    'downloadVoice',
    'translateVoice',
    'chooseImage',
    'previewImage',
    'uploadImage',
    'downloadImage',
    'getNetworkType',
    'openLocation',
    'getLocation',
    'startSearchBeacons',
    'stopSearchBeacons',
    'hideOptionMenu',
    'showOptionMenu',
    'hideMenuItems',
    'showMenuItems',
    'hideAllNonBaseMenuItem',
    'showAllNonBaseMenuItem',
    'closeWindow',
    'scanQRCode',
    'openProductSpecificView',
    'addCard',
    'chooseCard',
    'openCard',
    'consumeAndShareCard',
    'chooseWXPay',
    'openAddress',
  ]
  /** Calls that only leave something to be told later. */
  const SHARES = [
    'onMenuShareTimeline',
    'onMenuShareAppMessage',
    'onMenuShareQQ',
    'onMenuShareWeibo',
    'onMenuShareQZone',
  ]
  const LISTENERS = ['onVoiceRecordEnd', 'onVoicePlayEnd', 'onSearchBeacons']

  const script = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : ''
  const scriptOrigin = toOrigin(script)
  const isInPhone = window.parent !== window
  /** The origin of the phone: known from its first answer. */
  let phone: string | null = null
  const waiting = new Map<number, (result: WxResult) => void>()
  const queue: PageMessage[] = []
  /** What may be asked for by its local id: pictures as the page may show them, and the phone's name for each. */
  const pictures = new Map<string, { key: string; blob: Blob }>()
  const shares = new Map<string, Params>()
  const ready: (() => void)[] = []
  const failed: Listener[] = []
  let last = 0
  let state: 'none' | 'asked' | 'ready' | 'failed' = 'none'
  let failure: WxResult | null = null
  let debug = false

  window.addEventListener('message', (event) => {
    if (!isInPhone || event.source !== window.parent) return
    if (phone === null ? !isPhoneOrigin(event.origin) : event.origin !== phone) return
    const { data } = event
    if (data?.mark !== mark || typeof data.result?.errMsg !== 'string') return
    if (phone === null) {
      phone = event.origin
      for (const message of queue.splice(0)) window.parent.postMessage(message, phone)
    }
    if (typeof data.event === 'string') tellShare(data.event, data.result)
    else {
      waiting.get(data.id)?.(data.result)
      waiting.delete(data.id)
    }
  })

  /** The simulator runs on this machine, or where this script came from. */
  function isPhoneOrigin(origin: string): boolean {
    const { hostname = '' } = URL.parse(origin) ?? {}
    const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(hostname) || hostname.endsWith('.localhost')
    return isLocal || origin === scriptOrigin
  }

  function ask(api: string, params: Params): Promise<WxResult> {
    const id = ++last
    const { href: url } = window.location
    const message: PageMessage = { mark, id, api, params, url, title: document.title }
    return new Promise((resolve) => {
      waiting.set(id, resolve)
      // Nothing is said to an origin that is not known yet, but for the greeting, which says nothing.
      if (phone === null) queue.push(message)
      else window.parent.postMessage(message, phone)
    })
  }

  function greet(): void {
    const hello: PageMessage = { mark, id: 0, api: 'hello', params: {}, url: '', title: '' }
    window.parent.postMessage(hello, '*')
  }

  function config(options: Params = {}): void {
    debug = options['debug'] === true
    state = 'asked'
    if (!isInPhone) {
      console.warn('wx.config: not inside the phone of the simulator; open the page from a chat')
      return settle({ errMsg: 'config:fail' })
    }
    const { appId, timestamp, nonceStr, signature, jsApiList } = options
    void ask('config', { appId, timestamp, nonceStr, signature, jsApiList, debug }).then(settle)
  }

  function settle(result: WxResult): void {
    if (debug) console.info('wx.config', result)
    if (result.errMsg === 'config:ok') {
      state = 'ready'
      for (const listener of ready.splice(0)) listener()
      return
    }
    state = 'failed'
    failure = result
    for (const listener of failed) listener(result)
    // As the real one does: `ready` comes whatever the answer.
    for (const listener of ready.splice(0)) listener()
  }

  function call(api: string, params: Params = {}): void {
    void run(api, params).then((result) => finish(params, result))
  }

  async function run(api: string, params: Params): Promise<WxResult> {
    if (!isInPhone) return { errMsg: `${api}:fail not in WeChat` }
    if (api === 'getLocalImgData') return getLocalImgData(String(params['localId']))
    const result = await ask(api, toPlain(api, params))
    const { files, ...rest } = result
    if (!Array.isArray(files)) return rest
    const localIds = files.map(keepPicture)
    return api === 'downloadImage' ? { ...rest, localId: localIds[0] } : { ...rest, localIds }
  }

  /** A picture of the phone gets an address on the page's own origin, so that it can be shown there. */
  function keepPicture({ key, blob }: { key: string; blob: Blob }): string {
    const localId = URL.createObjectURL(blob)
    pictures.set(localId, { key, blob })
    return localId
  }

  function getLocalImgData(localId: string): Promise<WxResult> {
    const picture = pictures.get(localId)
    if (!picture) return Promise.resolve({ errMsg: 'getLocalImgData:fail invalid localId' })
    return new Promise((resolve) => {
      const reader = new FileReader()
      reader.addEventListener('load', () =>
        resolve({ errMsg: 'getLocalImgData:ok', localData: reader.result }),
      )
      reader.readAsDataURL(picture.blob)
    })
  }

  /** Without functions, which no message can carry; local ids become the phone's own names. */
  function toPlain(api: string, params: Params): Params {
    const plain: Params = JSON.parse(JSON.stringify(params))
    if (api === 'uploadImage') plain['key'] = pictures.get(String(params['localId']))?.key ?? ''
    if (api === 'previewImage') {
      const { urls = [] } = params
      const list = Array.isArray(urls) ? urls : []
      plain['files'] = list.map((url) => pictures.get(String(url))?.blob ?? String(url))
      plain['current'] = list.indexOf(params['current'])
    }
    return plain
  }

  function finish(params: Params, result: WxResult): void {
    if (debug) console.info('wx', result)
    const [, end = ''] = /:(ok|cancel)$/.exec(result.errMsg) ?? []
    const name = end === 'ok' ? 'success' : end === 'cancel' ? 'cancel' : 'fail'
    for (const handler of [params[name], params['complete']])
      if (typeof handler === 'function') handler(result)
  }

  /** The person shares: the page may still change what, and hears how it ended. */
  function tellShare(event: string, result: WxResult): void {
    const params = shares.get(event)
    if (!params) return
    const { trigger } = params
    if (typeof trigger === 'function') trigger(result)
    finish(params, result)
  }

  const wx: { [name: string]: unknown } = {
    config,
    ready(listener: () => void) {
      if (state === 'ready' || state === 'failed') listener()
      else ready.push(listener)
    },
    error(listener: Listener) {
      failed.push(listener)
      if (failure) listener(failure)
    },
    getLocalImgData: (params?: Params) => call('getLocalImgData', params),
  }
  for (const name of CALLS) wx[name] = (params?: Params) => call(name, params)
  for (const name of SHARES)
    wx[name] = (params: Params = {}) => {
      shares.set(name, params)
      void ask(name, JSON.parse(JSON.stringify(params)))
    }
  for (const name of LISTENERS) wx[name] = () => {}

  function toOrigin(address: string): string {
    return URL.parse(address)?.origin ?? ''
  }

  /** A page asks by this whether it is in WeChat. What it read before this script ran, and what its server is sent, stays the browser's. */
  function wearMicroMessenger(): void {
    const { userAgent } = navigator
    if (/MicroMessenger/i.test(userAgent)) return
    const worn = `${userAgent} MicroMessenger/8.0.50 NetType/WIFI Language/zh_CN`
    Object.defineProperty(navigator, 'userAgent', { configurable: true, get: () => worn })
  }

  Reflect.set(window, 'wx', wx)
  Reflect.set(window, 'jWeixin', wx)
  const define: unknown = Reflect.get(window, 'define')
  if (typeof define === 'function' && Reflect.get(define, 'amd')) define(() => wx)
  if (isInPhone) {
    wearMicroMessenger()
    greet()
    // The phone shows the page's title, which is known at last.
    window.addEventListener('load', () => void ask('page', {}))
    window.addEventListener('popstate', () => void ask('page', {}))
  }
})()
