import { once } from 'node:events'
import { request } from 'node:http'
import { connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { APP_ID, createStage, SECRET, type Stage, tokenPath } from './support/stage.ts'

let stage: Stage
let url: string

beforeEach(async () => {
  stage = await createStage()
  url = await stage.sim.listen({ port: 0 })
})
afterEach(() => stage.sim.close())

const STABLE = { grant_type: 'client_credential', appid: APP_ID, secret: SECRET }

async function post(path: string, body: RequestInit['body'], headers: { [name: string]: string } = {}) {
  const init: RequestInit & { duplex?: 'half' } = {
    method: 'POST',
    headers,
    body: body ?? null,
    duplex: 'half',
  }
  const response = await fetch(`${url}${path}`, init)
  return { status: response.status, headers: response.headers, text: await response.text() }
}

describe('calls over a socket', () => {
  test('are answered with length and type, like those without one', async () => {
    const { headers, text, status } = await post('/cgi-bin/stable_token', JSON.stringify(STABLE))
    expect(status).toBe(200)
    expect(text).toMatch(/^\{"access_token":"91_\w+","expires_in":7200\}$/)
    expect(headers.get('content-length')).toBe(String(text.length))
    expect(headers.get('content-type')).toBe('application/json; encoding=utf-8')
  })

  test('take a body in pieces without a length', async () => {
    const whole = Buffer.from(JSON.stringify({ ...STABLE, note: '茶'.repeat(50_000) }))
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        // Cut in the middle of characters.
        for (let at = 0; at < whole.length; at += 10_000) controller.enqueue(whole.subarray(at, at + 10_000))
        controller.close()
      },
    })
    expect((await post('/cgi-bin/stable_token', body)).text).toContain('access_token')
    expect(stage.sim.calls()[0]?.requestBody).not.toContain('\uFFFD')
  })

  test('may bring 1 MiB, and 12 MiB as an upload', async () => {
    const tooMuch = ' '.repeat(1024 * 1024 + 1)
    expect((await post('/cgi-bin/stable_token', tooMuch)).status).toBe(413)
    const type = { 'Content-Type': 'multipart/form-data; boundary=x' }
    expect((await post('/cgi-bin/media/upload?access_token=x', tooMuch, type)).text).toContain('40014')
    expect((await post('/cgi-bin/stable_token', JSON.stringify(STABLE))).status).toBe(200)
  })

  test('that break off do no harm', async () => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    await once(socket, 'connect')
    socket.write('POST /cgi-bin/stable_token HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"grant')
    socket.destroy()
    expect((await post('/cgi-bin/stable_token', JSON.stringify(STABLE))).status).toBe(200)
    expect(stage.sim.calls()).toHaveLength(1)
  })

  test('by HEAD have no body', async () => {
    const asked = request(`${url}${tokenPath()}`, { method: 'HEAD' }).end()
    const [response] = await once(asked, 'response')
    expect([response.statusCode, response.headers['content-type']]).toEqual([
      200,
      'application/json; encoding=utf-8',
    ])
    response.resume()
    expect(stage.sim.calls()[0]).toMatchObject({ method: 'HEAD', errcode: 43001 })
  })

  test('to unknown paths, and everything that is no call, are answered, too', async () => {
    expect((await post('/cgi-bin/nothing', '{}')).text).toContain('40066')
    expect(await (await fetch(`${url}/_sim/v1/health`)).json()).toMatchObject({ ok: true })
  })

  test('may be dropped by a fault', async () => {
    await stage.control('PUT', '/faults', [{ enabled: true, direction: 'api', effect: { type: 'drop' } }])
    expect(await post('/cgi-bin/stable_token', '{}')).toMatchObject({ status: 502, text: '' })
  })
})
