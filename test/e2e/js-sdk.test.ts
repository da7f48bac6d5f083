/** JS-SDK: `wx.config` is really verified, the common calls work, and a page reaches nothing else. */
import { once } from 'node:events'
import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterAll, describe, expect, test } from 'vitest'
import { closeBrowser } from '../support/browser.ts'
import { begin, openConfigured, outcome } from '../support/configured-page.ts'
import { openWebStage } from '../support/web-page.ts'

afterAll(closeBrowser)

type WebStage = Awaited<ReturnType<typeof openWebStage>>

test('pages that load it from res.wx.qq.com get it through the proxy', async () => {
  await using s = await openWebStage()
  const { hostname, port } = new URL(s.simulator.url)
  const read = async (path: string): Promise<string> => {
    const asked = request({ hostname, port, path }).end()
    const [response] = await once(asked, 'response')
    return text(response)
  }
  const script = await read('http://res.wx.qq.com/open/js/jweixin-1.6.0.js')
  expect(script).toContain('updateAppMessageShareData')
  for (const version of ['1.0.0', '1.2.0', '1.4.0'])
    expect(await read(`/open/js/jweixin-${version}.js`)).toBe(script)
  expect(await read('/open/js/jweixin-1.6.0.js/../../index.html')).not.toContain('updateAppMessage')
})

describe('wx.config', () => {
  test('that is signed right is ready, and says which calls may be made', async () => {
    await using s = await openWebStage()
    const frame = await openConfigured(s, { jsApiList: ['getLocation', 'startRecord'] })
    expect(await outcome(frame)).toBe('ready')
    expect(
      await begin(frame, 'checkJsApi', { jsApiList: ['getLocation', 'chooseImage', 'startRecord'] }),
    ).toEqual({
      errMsg: 'checkJsApi:ok',
      checkResult: { getLocation: true, chooseImage: false, startRecord: false },
    })
    expect((await begin(frame, 'chooseImage')).errMsg).toBe(
      'chooseImage:the permission value is offline verifying',
    )
    expect((await begin(frame, 'startRecord')).errMsg).toBe('startRecord:fail not simulated')
    await s.phone.getByTestId('sdk-strip').click()
    expect(await s.phone.getByTestId('sdk-calls').textContent()).toContain('不模拟')
    expect(s.window.complaints).toEqual([])
  })

  test('signed for another address fails, and the phone says what differs', async () => {
    await using s = await openWebStage()
    const frame = await openConfigured(s, { signed: { url: `${s.pages.origin}/menu` } })
    expect(await outcome(frame)).toBe('config:invalid signature')
    expect(await s.phone.getByTestId('sdk-strip').textContent()).toContain('签名用的网址少了 ?from=chat')
    expect((await begin(frame, 'getNetworkType')).errMsg).toContain('offline verifying')
    await s.phone.getByTestId('sdk-strip').focus()
    await s.page.keyboard.press('Enter')
    expect(await s.phone.getByTestId('sdk-verdict').textContent()).toContain('?from=chat')
    await s.page.keyboard.press('Escape')
    await s.phone.getByTestId('sdk-sheet').waitFor({ state: 'detached' })
  })

  test('on a page that is not on a JS safe domain fails', async () => {
    await using s = await openWebStage()
    const { appid } = s.simulator.account()
    await fetch(`${s.simulator.url}/_sim/v1/accounts/${appid}`, {
      method: 'PATCH',
      body: JSON.stringify({ jsDomains: ['tea.example'] }),
    })
    const frame = await openConfigured(s)
    expect(await outcome(frame)).toBe('config:invalid url domain')
    expect(await s.phone.getByTestId('sdk-strip').textContent()).toContain('tea.example')
  })
})

describe('calls', () => {
  test('a picture is chosen, shown in the page, uploaded, and the account can download it', async () => {
    await using s = await openWebStage()
    const frame = await openConfigured(s)
    await outcome(frame)
    const choosing = begin(frame, 'chooseImage', { count: 1 })
    await s.phone.getByTestId('photo-sample').click()
    const { localIds } = await choosing
    const localId = Array.isArray(localIds) ? String(localIds[0]) : ''
    const width = await frame.evaluate<number>(
      `new Promise((resolve) => { shown.onload = () => resolve(shown.naturalWidth); shown.src = ${JSON.stringify(localId)} })`,
    )
    expect(width).toBe(480)
    const { serverId } = await begin(frame, 'uploadImage', { localId })
    const media = await s.client.api.media.get({ media_id: String(serverId) })
    const bytes = 'bytes' in media ? Buffer.from(await media.bytes()) : Buffer.alloc(0)
    expect(bytes.subarray(1, 4).toString()).toBe('PNG')
    expect(await begin(frame, 'downloadImage', { serverId })).toMatchObject({ errMsg: 'downloadImage:ok' })
    expect(await begin(frame, 'getLocalImgData', { localId })).toMatchObject({
      localData: expect.stringMatching(/^data:image\/png;base64,/),
    })
    const preview = begin(frame, 'previewImage', { current: localId, urls: [localId] })
    await s.page.getByTestId('viewer').waitFor()
    expect((await preview).errMsg).toBe('previewImage:ok')
    expect(s.window.complaints).toEqual([])
  })

  test('place, scan, network and payment ask the person or say what they are', async () => {
    await using s = await openWebStage()
    const frame = await openConfigured(s)
    await outcome(frame)
    expect(await begin(frame, 'getNetworkType')).toEqual({ errMsg: 'getNetworkType:ok', networkType: 'wifi' })
    const place = begin(frame, 'getLocation')
    await s.phone.getByTestId('sheet-send').click()
    expect(await place).toMatchObject({ errMsg: 'getLocation:ok', latitude: 30.2294, longitude: 120.101 })
    const refused = begin(frame, 'getLocation')
    await s.phone.getByTestId('place-label').waitFor()
    await s.page.keyboard.press('Escape')
    expect((await refused).errMsg).toBe('getLocation:cancel')
    const scan = begin(frame, 'scanQRCode', { needResult: 1 })
    await s.phone.getByTestId('scan-result').fill('table-7')
    await s.phone.getByTestId('sheet-send').click()
    expect(await scan).toEqual({ errMsg: 'scanQRCode:ok', resultStr: 'table-7' })
    const pay = begin(frame, 'chooseWXPay', { timestamp: 1 })
    await s.phone.getByTestId('pay-fail').click()
    expect((await pay).errMsg).toBe('chooseWXPay:fail')
  })

  test('what a page prepared is shared, it hears of it, and it can hide entries and close itself', async () => {
    await using s = await openWebStage()
    const frame = await openConfigured(s)
    await outcome(frame)
    await begin(frame, 'updateAppMessageShareData', { title: '明前龙井', link: `${s.pages.origin}/menu` })
    await frame.evaluate(
      `void (window.shared = new Promise((success) => wx.onMenuShareAppMessage({ title: '明前龙井', success })))`,
    )
    await s.phone.getByTestId('webview-more').click()
    await s.phone.getByTestId('webview-share').click()
    expect(await s.phone.getByTestId('share-card').textContent()).toContain('明前龙井')
    await s.phone.getByTestId('sheet-send').click()
    expect(await frame.evaluate('window.shared')).toEqual({ errMsg: 'onMenuShareAppMessage:ok' })
    await begin(frame, 'hideMenuItems', { menuList: ['menuItem:copyUrl'] })
    await s.phone.getByTestId('webview-more').click()
    await s.phone.getByTestId('webview-refresh').waitFor()
    expect(await s.phone.getByTestId('webview-copy').count()).toBe(0)
    await s.page.keyboard.press('Escape')
    await begin(frame, 'hideOptionMenu')
    await s.phone.getByTestId('webview-more').waitFor({ state: 'detached' })
    void begin(frame, 'closeWindow').catch(() => null)
    await s.phone.getByTestId('composer').waitFor()
  })
})

describe('a page of the account cannot', () => {
  const hostile = `<!doctype html><title>x</title><script>
  window.answers = []
  addEventListener('message', ({ data }) => answers.push(data))
  window.say = (message) => parent.postMessage({ mark: 'yingwu-js-sdk', id: 7, params: {}, url: location.href, title: '', ...message }, '*')
</script>`

  test('call anything without a verified wx.config, nor upload what nobody chose', async () => {
    await using s = await openWebStage()
    s.pages.set('/evil', hostile)
    const frame = await s.open('/evil')
    // Without a greeting it is not even listened to.
    await frame.evaluate(`say({ api: 'getNetworkType' })`)
    await frame.evaluate(`say({ api: 'hello', id: 1 })`)
    await frame.evaluate(`say({ api: 'chooseImage', id: 2 })`)
    await frame.evaluate(`say({ api: 'uploadImage', id: 3, params: { key: 'picture-1' } })`)
    await frame.waitForFunction('answers.length === 3')
    expect(await frame.evaluate('answers.map(({ id, result }) => [id, result.errMsg])')).toEqual([
      [1, 'hello:ok'],
      [2, 'chooseImage:the permission value is offline verifying'],
      [3, 'uploadImage:the permission value is offline verifying'],
    ])
    const configured = await openConfigured(await closed(s))
    await outcome(configured)
    expect((await begin(configured, 'uploadImage', { localId: 'picture-1' })).errMsg).toBe(
      'uploadImage:fail invalid localId',
    )
  })

  test('speak for another page: a frame in it, another origin, or with another address', async () => {
    await using s = await openWebStage()
    s.pages.set('/evil', hostile)
    const frame = await openConfigured(s)
    await outcome(frame)
    // A frame inside the page has the page's rights in nothing.
    await frame.evaluate(
      `new Promise((resolve) => {
        const inner = document.createElement('iframe')
        inner.onload = resolve
        inner.src = '/evil'
        document.body.append(inner)
      })`,
    )
    const inner = frame.childFrames()[0]
    await inner?.evaluate(
      `top.postMessage({ mark: 'yingwu-js-sdk', id: 9, api: 'closeWindow', params: {}, url: location.href, title: '' }, '*')`,
    )
    await inner?.evaluate(
      `top.postMessage({ mark: 'yingwu-js-sdk', id: 9, api: 'hello', params: {}, url: '', title: '' }, '*')`,
    )
    // An address of another origin is no address of this page.
    await frame.evaluate(
      `parent.postMessage({ mark: 'yingwu-js-sdk', id: 9, api: 'closeWindow', params: {}, url: 'https://bank.example/', title: '' }, '*')`,
    )
    expect((await begin(frame, 'getNetworkType')).errMsg).toBe('getNetworkType:ok')
    expect(await inner?.evaluate('answers')).toEqual([])
    expect(await s.phone.getByTestId('webview').count()).toBe(1)
  })

  test('read or change the simulator, reach into the window, replace it or frame it', async () => {
    await using s = await openWebStage()
    s.pages.set('/evil', hostile)
    const frame = await s.open('/evil')
    const { url } = s.simulator
    const tried = await frame.evaluate(
      `(async () => {
        const attempt = async (run) => { try { return await run() } catch (error) { return error.name } }
        return {
          read: await attempt(async () => (await fetch('${url}/_sim/v1/state')).text()),
          blind: await attempt(async () => (await fetch('${url}/_sim/v1/accounts', { mode: 'no-cors' })).text()),
          reset: await attempt(async () => (await fetch('${url}/_sim/v1/reset', { method: 'POST', mode: 'no-cors', body: '{}' })).status),
          stream: await new Promise((resolve) => {
            const source = new EventSource('${url}/_sim/v1/events')
            source.onerror = () => (source.close(), resolve('refused'))
            source.onmessage = source.onopen = () => resolve('open')
          }),
          window: await attempt(() => parent.document.title),
          storage: await attempt(() => parent.localStorage.length),
          top: await attempt(() => { top.location.href = 'about:blank'; return 'moved' }),
        }
      })()`,
    )
    expect(tried).toEqual({
      read: 'TypeError',
      blind: '',
      reset: 0,
      stream: 'refused',
      window: 'SecurityError',
      storage: 'SecurityError',
      top: 'SecurityError',
    })
    expect(s.page.url()).toBe(`${url}/`)
    // Nothing was reset: the message that opened the page is still there.
    expect(s.simulator.messages(s.openid).length).toBeGreaterThan(0)
    const framed = await frame.evaluate(
      `new Promise((resolve) => {
        const inner = document.createElement('iframe')
        inner.onload = () => resolve(inner.contentWindow.length)
        inner.src = '${url}/'
        document.body.append(inner)
      })`,
    )
    expect(framed).toBe(0)
    expect(frame.childFrames()[0]?.url()).not.toBe(`${url}/`)
  })
})

async function closed(stage: WebStage): Promise<WebStage> {
  await stage.phone.getByTestId('webview-close').click()
  await stage.phone.getByTestId('composer').waitFor()
  return stage
}
