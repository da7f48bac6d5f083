/** What the person at the window has chosen: language, theme, open phones, the selected push. Partly kept across visits. */
import { createStore, type Store } from '../parts/store.ts'

export type Language = 'zh' | 'en'
type Theme = 'light' | 'dark'

export const TABS = [
  'pushes',
  'calls',
  'followers',
  'transcripts',
  'tokens',
  'faults',
  'account',
  'health',
  'state',
] as const
export type Tab = (typeof TABS)[number]

export interface View {
  language: Language
  theme: Theme
  /** The phones have a frame. */
  frame: boolean
  /** 高对比度 */
  contrast: boolean
  /** 菜单缓存: phones go on showing a menu for some minutes after it has changed. */
  keepMenu: boolean
  /** Phones on screen, by openid, in their order. Empty: nothing chosen yet, the first follower's phone is shown. */
  openPhones: readonly string[]
  /** In a narrow window one side fills it. */
  side: 'phone' | 'panel'
  /** What the panel shows. */
  tab: Tab
  /** null: the detail follows the newest push. */
  selectedPush: number | null
  /** null: the detail follows the newest call. */
  selectedCall: number | null
  /** A bubble to bring into view; `turn` makes asking twice two wishes. */
  wantedBubble: { openid: string; messageId: number; turn: number } | null
  /** Single keys (letters, digits, signs, the space bar) do something outside text fields. */
  singleKeys: boolean
  /** Whose phone shall show its scanner; null once it does. */
  wantedScan: string | null
  /** The log stands still. */
  held: boolean
  /** Which bar a phone shows where the account has a menu. */
  bars: { [openid: string]: 'menu' | 'text' }
  dialog: 'server' | 'reset' | 'help' | null
  toasts: readonly Toast[]
}

export interface Toast {
  id: number
  text: string
  tone: 'plain' | 'bad'
}

export const MOST_PHONES = 4
const KEY = 'yingwu.simulator.view'

export function createView(storage: Storage, prefersDark: boolean): Store<View> {
  const store = createStore<View>({
    language: 'zh',
    theme: prefersDark ? 'dark' : 'light',
    frame: true,
    contrast: false,
    keepMenu: false,
    singleKeys: true,
    openPhones: [],
    side: 'phone',
    tab: 'pushes',
    selectedPush: null,
    selectedCall: null,
    wantedBubble: null,
    wantedScan: null,
    held: false,
    bars: {},
    dialog: null,
    toasts: [],
    ...readKept(storage),
  })
  store.subscribe(() => keep(storage, store.get()))
  return store
}

const SWITCHES = ['frame', 'contrast', 'keepMenu', 'singleKeys'] as const
type Kept = Partial<Pick<View, 'language' | 'theme' | 'openPhones' | (typeof SWITCHES)[number]>>

function readKept(storage: Storage): Kept {
  const kept: Kept = {}
  try {
    const { language, theme, openPhones, ...rest } = JSON.parse(storage.getItem(KEY) ?? '{}')
    if (language === 'zh' || language === 'en') kept.language = language
    if (theme === 'light' || theme === 'dark') kept.theme = theme
    for (const name of SWITCHES) if (typeof rest[name] === 'boolean') kept[name] = rest[name]
    if (Array.isArray(openPhones))
      kept.openPhones = openPhones.filter((id) => typeof id === 'string').slice(0, MOST_PHONES)
  } catch {
    // Unreadable settings are no settings.
  }
  return kept
}

let written = ''

function keep(storage: Storage, view: View): void {
  const { language, theme, openPhones } = view
  const switches = Object.fromEntries(SWITCHES.map((name) => [name, view[name]]))
  const text = JSON.stringify({ language, theme, openPhones, ...switches })
  if (text === written) return
  written = text
  try {
    storage.setItem(KEY, text)
  } catch {
    // A full or forbidden storage costs only the memory of the choice.
  }
}
