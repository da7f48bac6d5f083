/** `docs/images/phone.png` and `phone-dark.png`, the pictures of the README. */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import parrot from '../../../examples/parrot/bot.ts'
import { chatOf } from '../../../test/support/browser.ts'
import { compressPng } from '../png.ts'
import { openStudio } from '../studio.ts'
import { MENU } from '../tea-shop.ts'

const IMAGES = fileURLToPath(new URL('../../../docs/images/', import.meta.url))

export async function readme(): Promise<void> {
  await using s = await openStudio({ bot: parrot, size: 'window' })
  await s.page.setViewportSize({ width: 1280, height: 800 })
  await s.api.menu.create(MENU)
  await s.phone.getByTestId('composer-toggle').click()
  await s.says('你好')
  await s.act({ type: 'voice', recognition: '今天有什么茶', seconds: 3 })
  await s.act({ type: 'location' })
  // The first attempt is lost after 5 seconds, the second one is answered.
  await s.fails({ type: 'delay', ms: 6000 }, 1)
  await s.says('慢一点也没关系 /::D')
  await chatOf(s.phone, 8)
  await s.page.getByTestId(`push-${s.simulator.pushes()[0]?.id}`).click()
  await s.phone.getByTestId('composer-toggle').click()
  for (const name of ['phone', 'phone-dark']) {
    await s.page.mouse.move(0, 0)
    writeFileSync(`${IMAGES}${name}.png`, compressPng(await s.page.screenshot({ animations: 'disabled' })))
    await s.page.getByTestId('theme').click()
  }
}
