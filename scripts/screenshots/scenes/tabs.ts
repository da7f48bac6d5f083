import { openStudio, type Studio } from '../studio.ts'
import { Bot } from 'yingwu'
import { createTeaShop } from '../tea-shop.ts'

const open = (): Promise<Studio> => openStudio({ bot: createTeaShop(), size: 'window' })

const panelOf = ({ page }: Studio) => page.locator('main.panel')

export async function tokens(): Promise<void> {
  await using s = await open()
  const { appid, secret } = s.simulator.account()
  const ask = `${s.simulator.url}/cgi-bin/token?grant_type=client_credential&appid=${appid}&secret=${secret}`
  await fetch(ask)
  s.simulator.clock.change({ advanceSeconds: 5400 })
  await fetch(ask)
  await s.api.ticket.get({ type: 'jsapi' })
  await s.page.getByTestId('tab-tokens').click()
  await s.page.getByTestId('token-current').first().waitFor()
  await s.shoot('tokens', panelOf(s))
}

export async function faults(): Promise<void> {
  await using s = await open()
  await s.page.getByTestId('tab-faults').click()
  await s.page.getByTestId('preset-badFriday').click()
  await s.page.getByTestId('fault-hits-badFriday-4').waitFor()
  await fetch(`${s.simulator.url}/cgi-bin/user/get?access_token=x`)
  await s.page.getByTestId('fault-hits-badFriday-4').getByText('命中 1').waitFor()
  await s.shoot('faults', panelOf(s))
  await s.page.getByTestId('fault-add').click()
  await s.page.getByTestId('fault-api').click()
  await s.page.getByTestId('fault-match').fill('/cgi-bin/user')
  await s.page.getByTestId('fault-effect').selectOption('error')
  await s.page.getByTestId('fault-errcode').fill('45009')
  await s.shoot('faults-rule')
}

export async function account(): Promise<void> {
  await using s = await open()
  await s.api.user.list({})
  await s.page.getByTestId('tab-account').click()
  await s.page.getByTestId('quota-user.list').waitFor()
  await s.shoot('account', panelOf(s))
  await s.page.getByTestId('kind-subscription').click()
  await s.page.getByTestId('kind-change').waitFor()
  await s.shoot('account-change', panelOf(s))
}

export async function testAccount(): Promise<void> {
  await using s = await open()
  await s.page.getByTestId('tab-account').click()
  await s.page.getByTestId('account-test').click()
  await s.page.getByTestId('make-sandbox').waitFor()
  await s.shoot('test-account-other', panelOf(s))
  await s.page.getByTestId('make-sandbox').click()
  await s.page.getByTestId('test-info').waitFor()
  await s.shoot('test-account', panelOf(s))
}

export async function state(): Promise<void> {
  await using s = await open()
  await s.says('你好')
  await s.page.getByTestId('tab-state').click()
  for (const name of ['刚开张', '活动之前']) {
    await s.page.getByTestId('snapshot-name').fill(name)
    await s.page.getByTestId('snapshot-save').click()
    await s.page.getByTestId('snapshots').getByText(name).waitFor()
  }
  await s.shoot('state', panelOf(s))
  const buffer = Buffer.from(JSON.stringify({ accounts: [] }))
  await s.page
    .getByTestId('state-import')
    .setInputFiles({ name: 'state.json', mimeType: 'application/json', buffer })
  await s.page.getByTestId('state-problem').waitFor()
  await s.shoot('state-wrong-file', panelOf(s))
}

export async function followers(): Promise<void> {
  await using s = await open()
  await s.page.getByTestId('tab-followers').click()
  await s.page.getByTestId('generate-tags').fill('常客=12, 会员 4')
  await s.page.getByTestId('generate').click()
  await s.page.getByTestId('follower-count').getByText('10,001 人').waitFor()
  await s.page.getByTestId('follower-list').evaluate((list) => list.scrollTo({ top: 0 }))
  await s.shoot('followers', panelOf(s))
  await s.page.getByTestId('script-start').click()
  await s.page.locator('[data-testid^="script-stop-"]').first().scrollIntoViewIfNeeded()
  await s.shoot('followers-script', panelOf(s))
  await s.page.getByTestId('search').fill('没有这个人')
  await s.page.getByTestId('follower').first().waitFor({ state: 'detached' })
  await s.shoot('followers-none', panelOf(s))
}

export async function transcripts(): Promise<void> {
  let hello = '你好，要点什么？'
  const bot = new Bot().on('message:text', (ctx) => (ctx.message.Content === '你好' ? hello : undefined))
  await using s = await openStudio({ bot, size: 'window' })
  await s.page.getByTestId('tab-transcripts').click()
  await s.page.getByTestId('record-start').waitFor()
  await s.shoot('transcripts-empty', panelOf(s))
  await s.page.getByTestId('record-start').click()
  await s.page.getByTestId('record-stop').waitFor()
  await s.says('你好')
  await s.says('嗯')
  await s.page.getByTestId('record-name').fill('点单')
  await s.page.getByTestId('record-save').click()
  await s.page.getByTestId('step-2').waitFor()
  await s.shoot('transcripts', panelOf(s))
  hello = '您好，今天喝点什么？'
  await s.page.getByTestId('transcript-replay').click()
  await s.page.getByTestId('diff').waitFor()
  await s.shoot('transcripts-difference', panelOf(s))
}

export async function health(): Promise<void> {
  await using s = await open()
  await s.page.getByTestId('tab-health').click()
  await s.page.getByTestId('health-empty').waitFor()
  await s.shoot('health-empty', panelOf(s))
  for (let i = 0; i < 24; i++) await s.says(i % 3 === 0 ? '今天有什么茶' : '你好')
  await s.api.user.info({ openid: s.openid })
  s.answersWith('<html>502 Bad Gateway</html>')
  await s.says('还开门吗')
  await s.page.getByTestId('verdict-replied').getByText('24', { exact: true }).waitFor()
  await s.page.getByTestId('quota-user.info').waitFor()
  // The chart shows whole seconds.
  await s.page.getByTestId('stat-pushes').getByText(/[1-9]/).waitFor()
  await s.shoot('health', panelOf(s))
}
