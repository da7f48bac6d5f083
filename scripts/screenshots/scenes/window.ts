import { chatOf } from '../../../test/support/browser.ts'
import { openStudio, type Studio } from '../studio.ts'
import { createTeaShop, MENU } from '../tea-shop.ts'

const open = (): Promise<Studio> => openStudio({ bot: createTeaShop(), size: 'window' })

export async function whole(): Promise<void> {
  await using s = await open()
  await s.api.menu.create(MENU)
  await s.says('你好')
  await s.act({ type: 'voice', recognition: '今天有什么茶', seconds: 3 })
  await s.act({ type: 'location', label: '西湖区龙井路 1 号' })
  await chatOf(s.phone, 6)
  await s.shoot('window')
  await s.page.getByTestId('lang-en').click()
  await s.shoot('window-english')
  await s.page.getByTestId('lang-zh').click()
  await s.page.getByTestId('reset').click()
  await s.page.getByTestId('reset-confirm').waitFor()
  await s.shoot('window-reset')
  await s.page.keyboard.press('Escape')
  await s.page.getByTestId('reset-confirm').waitFor({ state: 'detached' })
  await s.page.keyboard.press('?')
  await s.page.getByRole('dialog').waitFor()
  await s.shoot('window-help')
}

export async function phones(): Promise<void> {
  await using s = await open()
  const [fan] = await s.simulator.addFans({ nickname: '老周', follow: true })
  const other = fan?.openid ?? ''
  await s.says('今天有什么茶')
  await s.simulator.act(other, { type: 'text', content: '路线' })
  await s.page.getByTestId(`slot-${other}`).click()
  await chatOf(s.window.phone(other), 3)
  await s.shoot('window-phones')
}

export async function offline(): Promise<void> {
  await using s = await open()
  await s.says('你好')
  await chatOf(s.phone, 2)
  await s.simulator.close()
  await s.page.getByTestId('offline').waitFor()
  await s.shoot('window-offline')
}
