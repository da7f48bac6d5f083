/** A page of the account that loads the JS-SDK and configures itself. */
import { signJsSdk } from '@yingwu/protocol'
import type { Frame } from 'playwright-core'
import type { openWebStage } from './web-page.ts'

type WebStage = Awaited<ReturnType<typeof openWebStage>>
type Result = { [name: string]: unknown } & { errMsg: string }

const NONCE = 'Wm3WZYTPz0wzccnW'
const CALLS = [
  'chooseImage',
  'uploadImage',
  'downloadImage',
  'previewImage',
  'getLocalImgData',
  'getLocation',
  'openLocation',
  'scanQRCode',
  'closeWindow',
  'hideMenuItems',
  'hideOptionMenu',
  'getNetworkType',
  'startRecord',
  'chooseWXPay',
  'updateAppMessageShareData',
  'onMenuShareAppMessage',
]

/** What it signs and says; what is left out is right. */
interface Wish {
  signed?: Partial<Parameters<typeof signJsSdk>[0]>
  appId?: string
  jsApiList?: string[]
}

export async function openConfigured(
  stage: WebStage,
  { signed = {}, appId = stage.simulator.account().appid, jsApiList = CALLS }: Wish = {},
): Promise<Frame> {
  const path = '/menu'
  const query = '?from=chat'
  const { ticket } = await stage.client.api.ticket.get({ type: 'jsapi' })
  const timestamp = 1_795_329_120
  const url = `${stage.pages.origin}${path}${query}`
  const signature = signJsSdk({ ticket, nonceStr: NONCE, timestamp, url, ...signed })
  const config = { appId, timestamp, nonceStr: NONCE, signature, jsApiList }
  stage.pages.set(
    path,
    `<!doctype html><title>今日茶单</title><h1>今日茶单</h1><img id="shown">
<script src="${stage.simulator.url}/open/js/jweixin-1.6.0.js"></script>
<script>
  window.outcome = new Promise((resolve) => {
    wx.error((result) => resolve(result.errMsg))
    wx.ready(() => setTimeout(() => resolve('ready')))
  })
  wx.config(${JSON.stringify(config)})
</script>`,
  )
  return stage.open(`${path}${query}`)
}

/** `ready`, or what `wx.error` heard. */
export const outcome = (frame: Frame) => frame.evaluate<string>('window.outcome')

/** Calls `wx.<name>` and waits for how it ends. */
export function begin(frame: Frame, name: string, params: object = {}): Promise<Result> {
  return frame.evaluate<Result>(
    `new Promise((complete) => wx[${JSON.stringify(name)}]({ ...${JSON.stringify(params)}, complete }))`,
  )
}
