import { openStudio, type Studio } from '../studio.ts'
import { createTeaShop, sendNotice, sendTemplate } from '../tea-shop.ts'

const open = (): Promise<Studio> => openStudio({ bot: createTeaShop(), size: 'phone' })

export async function list(): Promise<void> {
  await using s = await open()
  await s.phone.getByTestId('back').click()
  await s.says('今天有什么茶')
  await sendTemplate(s)
  await sendNotice(s)
  await s.phone.getByTestId('row-notices').locator('.badge').waitFor()
  await s.shoot('list')
  await s.phone.getByTestId('row-notices').click()
  await s.phone.locator('.tpl').first().waitFor()
  await s.shoot('notices')
}

export async function folder(): Promise<void> {
  await using s = await open()
  s.simulator.patchAccount({ kind: 'verifiedSubscription' })
  await s.says('今天有什么茶')
  await s.phone.getByTestId('back').click()
  await s.phone.getByTestId('folder-account').waitFor()
  await s.shoot('folder')
}

export async function profile(): Promise<void> {
  await using s = await open()
  await sendNotice(s, false)
  await s.phone.getByTestId('profile').click()
  await s.phone.getByTestId('unfollow').waitFor()
  await s.shoot('profile')
  await s.phone.getByTestId('subscribe-notices').click()
  await s.phone.getByTestId('notices-accept').waitFor()
  await s.shoot('subscribe-sheet')
  await s.page.keyboard.press('Escape')
  await s.phone.getByTestId('unfollow').click()
  await s.phone.getByTestId('unfollow-confirm').waitFor()
  await s.shoot('unfollow')
  await s.phone.getByTestId('unfollow-confirm').click()
  await s.phone.getByTestId('follow').waitFor()
  await s.shoot('profile-new')
  await s.phone.getByTestId('back').click()
  await s.phone.getByTestId('search-account').waitFor()
  await s.shoot('list-empty')
}

export async function scanner(): Promise<void> {
  await using s = await open()
  for (const scene_str of ['table_07', '海报'])
    await s.api.qrcode.create({ action_name: 'QR_LIMIT_STR_SCENE', action_info: { scene: { scene_str } } })
  await s.act({ type: 'unfollow' })
  await s.phone.getByTestId('back').click()
  await s.phone.getByTestId('scan').click()
  await s.phone.getByTestId('scan-text').waitFor()
  await s.shoot('scanner')
  await s.phone.getByTestId('scan-text').fill('table_07')
  await s.page.keyboard.press('Enter')
  await s.phone.getByTestId('scanned').waitFor()
  await s.shoot('scanned')
}
