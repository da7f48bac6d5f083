/** What the Node programs share: each step prints one line of JSON. */
'use strict'
const fs = require('node:fs')
const https = require('node:https')

const SIMULATOR = process.env.SIMULATOR
const OPENIDS = process.env.OPENIDS.split(',')

/** Runs a program; one that ends early, since a callback never came, has failed. */
function run(main) {
  process.exitCode = 1
  const succeed = () => {
    process.exitCode = 0
  }
  main().then(succeed, console.error)
}

/** Runs a step; what it gives or throws is printed, and the program goes on. */
async function step(name, act) {
  try {
    const result = await act()
    tell({ step: name, result: Buffer.isBuffer(result) ? { bytes: result.length } : result })
    return result
  } catch (error) {
    tell({ step: name, error: `${error.name}: ${error.message}`.slice(0, 500), errcode: error.code })
    return {}
  }
}

function tell(line) {
  console.log(JSON.stringify(line))
}

/** The control API of the simulator: what no SDK can do, such as moving the clock. */
async function control(method, path, body) {
  const init = { method, body: JSON.stringify(body) }
  await fetch(`${SIMULATOR}/_sim/v1${path}`, init)
}

const talk = (openid) => control('POST', `/fans/${openid}/actions`, { type: 'text', content: '你好' })

/** Both SDKs bring agents of their own, which take no notice of the environment; this is the option they offer. */
const proxyAgent = () => new https.Agent({ proxyEnv: process.env })

/** Writes a sample to where the program runs. */
function file(name) {
  fs.writeFileSync(name, SAMPLES[name.split('.').pop()])
  return name
}

const SAMPLES = {
  png: Buffer.from(
    '89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082',
    'hex',
  ),
  jpg: Buffer.concat([
    Buffer.from('ffd8ffe000104a46494600010100000100010000ffdb004300', 'hex'),
    Buffer.alloc(64, 8),
    Buffer.from(
      'ffc0000b080001000101011100ffc40014000100000000000000000000000000000009ffc40014100100000000000000000000000000000000ffda0008010100003f0054dfffd9',
      'hex',
    ),
  ]),
  amr: Buffer.concat([Buffer.from('#!AMR\n'), Buffer.alloc(140, Buffer.from('3c91171636e600', 'hex'))]),
  mp4: Buffer.from('000000186674797069736f6d0000020069736f6d69736f320000000866726565', 'hex'),
}

const MENU = {
  button: [
    { type: 'click', name: '今日歌曲', key: 'V1001_TODAY_MUSIC' },
    { name: '菜单', sub_button: [{ type: 'view', name: '搜索', url: 'http://example.com/?a=1&b=2' }] },
  ],
}

/** For the template TM00015. */
const ORDER = {
  thing1: { value: '鹦鹉一只' },
  time2: { value: '2026年1月8日 15:20' },
  amount3: { value: '¥58.00' },
  character_string4: { value: '202601080042' },
  phrase5: { value: '微信支付', color: '#173177' },
}

module.exports = { OPENIDS, run, step, control, talk, proxyAgent, file, MENU, ORDER }
