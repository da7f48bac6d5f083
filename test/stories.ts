/**
 * Every story of the simulator with the test that shows it, in a real browser where there is something to see. Read by
 * stories.test.ts, which fails where a test is missing, and by scripts/docs.ts, which writes docs/stories.md.
 */
import { JS_SDK } from './stories/js-sdk.ts'
import { FOLLOWERS, KIND, TOKENS } from './stories/panel-account.ts'
import { CALLS } from './stories/panel-calls.ts'
import { PUSHES } from './stories/panel-pushes.ts'
import { HEALTH, TRANSCRIPTS } from './stories/panel-runs.ts'
import { SERVER, TEST_ACCOUNT } from './stories/panel-server.ts'
import { CLOCK, FAULTS, STATE } from './stories/panel-world.ts'
import { CHAT, SENDS } from './stories/phone-chat.ts'
import { MENU } from './stories/phone-menu.ts'
import { CHAT_LIST, PROFILE, SCANNER } from './stories/phone-pages.ts'
import { PLATFORM, RECEIVES } from './stories/phone-received.ts'
import { COMMANDS, KIT } from './stories/programs.ts'
import type { Area } from './stories/story.ts'
import { OAUTH, WEB_VIEW } from './stories/web.ts'
import { WINDOW } from './stories/window.ts'

export interface Part {
  zh: string
  en: string
  /** Shown in a real browser; left out: by programs alone. */
  inBrowser?: true
  areas: readonly Area[]
}

export const STORIES: readonly Part[] = [
  {
    zh: '手机',
    en: 'Phone',
    inBrowser: true,
    areas: [
      CHAT_LIST,
      PROFILE,
      SCANNER,
      CHAT,
      SENDS,
      MENU,
      RECEIVES,
      PLATFORM,
      WEB_VIEW,
      OAUTH,
      JS_SDK,
      WINDOW,
    ],
  },
  {
    zh: '面板',
    en: 'Panel',
    inBrowser: true,
    areas: [
      SERVER,
      TEST_ACCOUNT,
      PUSHES,
      CALLS,
      TOKENS,
      CLOCK,
      FAULTS,
      KIND,
      FOLLOWERS,
      STATE,
      TRANSCRIPTS,
      HEALTH,
    ],
  },
  { zh: '程序', en: 'Programs', areas: [KIT, COMMANDS] },
]
