/** One simulator, one bot and one window for all stories of a file: each story gets a person with a phone of their own. */
import type { Action, Push } from '@yingwu/simulator'
import type { Bot } from 'yingwu'
import { openWindow } from './browser.ts'
import { openStage } from './stage.ts'
import { until } from './wait.ts'

export type Phones = Awaited<ReturnType<typeof openPhones>>

export async function openPhones(bot: Bot, size?: { width: number; height: number }) {
  const stage = await openStage(bot)
  const { simulator } = stage
  const window = await openWindow(`${simulator.url}/`, size)
  const { page } = window
  // Before the story's own time is up, so that a failure says what it waited for.
  page.setDefaultTimeout(15_000)

  return {
    ...stage,
    window,
    page,
    /** A new person whose phone is the only one on screen, open at the chat (or the profile, for who does not follow). */
    async person({
      follow = true,
      ...given
    }: {
      follow?: boolean
      nickname?: string
      snapshot?: boolean
    } = {}) {
      const [fan] = await simulator.addFans({ follow, ...given })
      const openid = fan?.openid ?? ''
      await page.evaluate(toViewScript({ openPhones: [openid] }))
      const phone = window.phone(openid)
      await phone.getByTestId(follow ? 'profile' : 'follow').waitFor()
      const pushes = (): Push[] => simulator.pushes().filter((push) => push.openid === openid)
      return {
        openid,
        phone,
        id: (testId: string) => phone.getByTestId(testId),
        act: (action: Action) => simulator.act(openid, action),
        type: (text: string) => window.type(openid, text),
        /** Newest first. */
        pushes,
        /** The newest push of this kind, once it is there. */
        push: (kind: string) => until(() => pushes().find((push) => push.kind === kind), `${kind} is pushed`),
      }
    },
    async [Symbol.asyncDispose]() {
      await window[Symbol.asyncDispose]()
      await stage[Symbol.asyncDispose]()
    },
  }
}

/** Opens the window anew with what it keeps across visits; the old window shall not write its own over it meanwhile. */
export function toViewScript(view: object): string {
  const text = JSON.stringify(JSON.stringify(view))
  return `localStorage.setItem('yingwu.simulator.view', ${text}); Storage.prototype.setItem = () => {}; location.reload()`
}
