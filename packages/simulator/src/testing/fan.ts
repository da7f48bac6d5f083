/** A person in a test: does what people do, and holds a phone. */
import type { Action, ActionResult, Fan, PhoneMessage } from '../control/types.ts'
import type { Simulator } from '../simulator.ts'
import type { Duration } from './duration.ts'
import { whyNoMessage } from './explain.ts'
import type { Reports } from './reports.ts'
import type { Timing } from './test-clock.ts'

type ActionOf<T extends Action['type']> = Omit<Extract<Action, { type: T }>, 'type'>

export interface ActOptions {
  /** `false`: resolve at once, while the push is under way, to look at what happens in between. Default `true`. */
  wait?: boolean
}

export interface TestFan {
  readonly openid: string
  readonly nickname: string
  /** The person as the simulator knows them now: subscribed, tags, remark, allowance. */
  readonly info: Fan
  /** 关注, by a QR code when a scene is given. */
  follows(scene?: string | number, options?: ActOptions): Promise<ActionResult>
  /** 取消关注 */
  unfollows(options?: ActOptions): Promise<ActionResult>
  /** 发文字 */
  says(content: string, options?: ActOptions): Promise<ActionResult>
  /** Sends what is no text; what is left out is a sample. */
  readonly sends: {
    image(what?: ActionOf<'image'>, options?: ActOptions): Promise<ActionResult>
    voice(what?: ActionOf<'voice'>, options?: ActOptions): Promise<ActionResult>
    video(what?: ActionOf<'video'>, options?: ActOptions): Promise<ActionResult>
    location(what?: ActionOf<'location'>, options?: ActOptions): Promise<ActionResult>
    link(what?: ActionOf<'link'>, options?: ActOptions): Promise<ActionResult>
    file(what?: ActionOf<'file'>, options?: ActOptions): Promise<ActionResult>
    sticker(options?: ActOptions): Promise<ActionResult>
    contact(what?: ActionOf<'contact'>, options?: ActOptions): Promise<ActionResult>
  }
  /** 点菜单: the key of a button, or `{ name }`, `{ url }` with what was picked there. */
  taps(button: string | ActionOf<'menu'>, options?: ActOptions): Promise<ActionResult>
  /** 扫带参数二维码 */
  scans(scene: string | number, options?: ActOptions): Promise<ActionResult>
  /** Any other gesture or event. */
  does(action: Action, options?: ActOptions): Promise<ActionResult>
  /** Everything on the phone's chat page, oldest first: own messages and grey lines included. */
  readonly messages: readonly PhoneMessage[]
  /**
   * The oldest message of the account that was not taken yet. Waits until WeChat and the bot have done what they do.
   *
   * @param options.within how long to wait beyond that, for a bot that answers later by the API. Default: a minute, in which a fake clock moves as long as the bot has timers; a second with a real clock
   * @throws NoMessageError when nothing came, or the grey notice of a failure: the message says what happened to the push
   */
  nextMessage(options?: { within?: Duration }): Promise<PhoneMessage>
}

export interface FanParts {
  simulator: Simulator
  timing: Timing
  reports: Reports
  idle: () => Promise<void>
  /** How long a person waits where a test does not say. */
  patience: Duration
}

export function toTestFan({ openid, nickname }: Fan, parts: FanParts): TestFan {
  const { simulator, timing, reports, idle, patience } = parts
  let taken = 0

  async function does(action: Action, { wait = true }: ActOptions = {}): Promise<ActionResult> {
    timing.begin()
    const acted = simulator.act(openid, action, { wait })
    return wait ? timing.wait(acted) : acted
  }

  function explain() {
    const push = simulator.pushes().find((one) => one.openid === openid)
    return whyNoMessage(nickname, push, reports.since(push))
  }

  /** @throws NoMessageError at the grey line of a failure */
  function take(): PhoneMessage | undefined {
    const next = simulator
      .messages(openid)
      .find((message) => message.id > taken && (message.from === 'account' || isFailure(message)))
    if (next === undefined) return undefined
    taken = next.id
    if (isFailure(next)) throw explain()
    return next
  }

  return {
    openid,
    nickname,
    get info() {
      const found = simulator.fans().find((fan) => fan.openid === openid)
      if (!found) throw new Error(`${nickname} 已不在这个世界里 / is no longer in this world: was it reset?`)
      return found
    },
    does,
    follows: (scene, options) => does({ type: 'follow', ...(scene !== undefined && { scene }) }, options),
    unfollows: (options) => does({ type: 'unfollow' }, options),
    says: (content, options) => does({ type: 'text', content }, options),
    taps: (button, options) =>
      does({ type: 'menu', ...(typeof button === 'string' ? { key: button } : button) }, options),
    scans: (scene, options) => does({ type: 'scan', scene }, options),
    sends: {
      image: (what, options) => does({ type: 'image', ...what }, options),
      voice: (what, options) => does({ type: 'voice', ...what }, options),
      video: (what, options) => does({ type: 'video', ...what }, options),
      location: (what, options) => does({ type: 'location', ...what }, options),
      link: (what, options) => does({ type: 'link', ...what }, options),
      file: (what, options) => does({ type: 'file', ...what }, options),
      sticker: (options) => does({ type: 'sticker' }, options),
      contact: (what, options) => does({ type: 'contact', ...what }, options),
    },
    get messages() {
      return simulator.messages(openid)
    },
    async nextMessage({ within = patience } = {}) {
      const waiting = take()
      if (waiting) return waiting
      await idle()
      const found = take() ?? (await timing.waitFor(take, within))
      if (found) return found
      throw explain()
    },
  }
}

function isFailure(message: PhoneMessage): boolean {
  return message.type === 'notice' && message.code === 'failed'
}
