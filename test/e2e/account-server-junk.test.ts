/** Scanners and broken programs at the account server: short answers with nothing of the insides, and no handler hears of them. */
import { connect } from 'node:net'
import { createLog, type ServerConfig, startServer } from '@yingwu/server'
import { Bot } from 'yingwu'
import { expect, test } from 'vitest'

const INSIDES = /\bat .*:\d+:\d+|node_modules|file:\/\/|\.ts\b|Error:|root:x:/

async function startQuietly() {
  let log = ''
  let handled = 0
  const bot = new Bot().on('message', () => {
    handled++
    return 'x'
  })
  const config: ServerConfig = {
    host: '127.0.0.1',
    port: 0,
    publicUrl: 'http://127.0.0.1:1',
    appId: 'wx00000000abcdef01',
    appSecret: '0123456789abcdef0123456789abcdef',
    token: 'parrot2026',
    encodingAESKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
    mode: 'safe',
    apiUrl: 'http://127.0.0.1:9',
    openUrl: 'http://127.0.0.1:9',
    maxAgeSeconds: 300,
    logLevel: 'info',
  }
  const server = await startServer({
    config,
    bot,
    log: createLog(config, { write: (line) => (log += line) }),
  })
  return {
    server,
    /** After the line that says where it listens. */
    logged: () => log.split('\n').slice(1).join('\n'),
    handled: () => handled,
  }
}

function ask(url: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes))
    let text = ''
    socket.on('data', (chunk: Buffer) => (text += chunk.toString()))
    socket.on('close', () => resolve(text))
    socket.on('error', reject)
  })
}

const PATHS = [
  '/wp-login.php',
  '/.env',
  '/.git/config',
  '/actuator/env',
  '/%',
  '/%00',
  '/..%2f..%2fetc%2fpasswd',
  '/wechat/../metricsx',
  '/wechatx',
  '/healthz/x',
  '/constructor',
  `/${'a'.repeat(8000)}`,
]

test('whatever path is tried, the answer is a 404 that says nothing, and nothing is logged', async () => {
  const { server, logged, handled } = await startQuietly()
  await using _ = server
  for (const path of PATHS)
    for (const method of ['GET', 'POST', 'PROPFIND']) {
      const text = await ask(
        server.url,
        `${method} ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
      )
      expect([path, text]).toEqual([path, expect.stringMatching(/^HTTP\/1\.1 (404|400) /)])
      expect([path, text]).not.toEqual([path, expect.stringMatching(INSIDES)])
      expect(text.length).toBeLessThan(4000)
    }
  expect(logged()).toBe('')
  expect(handled()).toBe(0)
})

test('junk at the callback is refused with one word, and no handler hears of it', async () => {
  const { server, handled } = await startQuietly()
  await using _ = server
  const head = 'HTTP/1.1\r\nHost: x\r\nConnection: close\r\n'
  for (const bytes of [
    `GET /wechat?signature=x&timestamp=1&nonce=1&echostr=%3Cscript%3E ${head}\r\n`,
    `POST /wechat ${head}Content-Length: 5\r\n\r\n<xml>`,
    `POST /wechat?msg_signature=${'0'.repeat(40)}&timestamp=1&nonce=1 ${head}Content-Length: 5\r\n\r\n<xml>`,
    `PUT /wechat ${head}Content-Length: 0\r\n\r\n`,
    `POST /wechat ${head}Content-Length: 99999999999\r\n\r\n`,
    'SSH-2.0-OpenSSH_9.6\r\n',
  ]) {
    const text = await ask(server.url, bytes)
    expect([bytes, text]).toEqual([bytes, expect.stringMatching(/^HTTP\/1\.1 (400|403|405|413) /)])
    expect(text).not.toContain('<script>')
    expect([bytes, text]).not.toEqual([bytes, expect.stringMatching(INSIDES)])
  }
  expect(handled()).toBe(0)
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
})
