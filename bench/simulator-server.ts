/** The simulator as other programs use it, over a socket; tells the address of a call that it answers. */
import { createSimulator } from '@yingwu/simulator'
import { ACCOUNT } from './account.ts'

const sim = createSimulator({ appid: ACCOUNT.appId, secret: ACCOUNT.appSecret })
const url = await sim.listen({ port: 0 })
const { appid, secret } = sim.account()
const query = new URLSearchParams({ grant_type: 'client_credential', appid, secret })
const answer: unknown = await (await fetch(`${url}/cgi-bin/token?${query.toString()}`)).json()
const token = isToken(answer) ? answer.access_token : ''
const [fan] = sim.fans()
process.send?.({
  ready: `${url}/cgi-bin/user/info?access_token=${token}&openid=${fan?.openid ?? ''}&lang=zh_CN`,
})
process.on('disconnect', () => process.exit())

function isToken(value: unknown): value is { access_token: string } {
  return typeof value === 'object' && value !== null && 'access_token' in value
}
