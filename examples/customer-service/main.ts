/**
 * 客服接口: adds a customer-service account, then writes to one person in its name, with nothing to answer to.
 *
 * With `npm start` running:  npx node --env-file=data/development.env examples/customer-service/main.ts [openid]
 * Without an openid it writes to the first follower. The person must have written within the last 48 hours.
 */
import { ApiError, createClient } from 'yingwu'

const { WECHAT_APP_ID = '', WECHAT_APP_SECRET = '', WECHAT_API_URL = 'http://127.0.0.1:8100' } = process.env
const { api } = createClient({ appId: WECHAT_APP_ID, appSecret: WECHAT_APP_SECRET, apiUrl: WECHAT_API_URL })

/** 客服账号: a name of one's own, @, and the account's 微信号. */
const kf_account = 'system@yingwu'

try {
  await api.kf.accountAdd({ kf_account, nickname: '客服1' })
  console.log('新增客服', kf_account)
} catch (error) {
  // The second run finds it there.
  if (!(error instanceof ApiError && error.code === 65406)) throw error
}

const touser = process.argv[2] ?? (await api.user.list({})).data?.openid[0]
if (touser === undefined) throw new Error('还没有人关注 Nobody follows the account yet')

try {
  for (const content of ['要发送的消息1', '要发送的消息2', '要发送的消息3']) {
    await api.message.customSend({
      touser,
      msgtype: 'text',
      text: { content },
      customservice: { kf_account },
    })
    console.log('已发送', content)
  }
} catch (error) {
  if (!(error instanceof ApiError)) throw error
  // 45015 and 45047: the person has to write first, or again.
  console.error(error.message)
  process.exitCode = 1
}
