/** 客服输入状态: shows that the account is typing, for as long as it takes. */
import type { Api } from '@yingwu/protocol/contract'
import type { Clock } from '../clock.ts'
import { ApiError } from '../errors.ts'

/** How long WeChat shows it. */
const SHOWN_MS = 15_000
/** It is shown already. */
const SHOWN_ALREADY = 45081

/** Starts at once; the answer ends it. Failures are no more than a missing sign. */
export function showTyping(api: Api, clock: Clock, openid: string): () => void {
  let isOver = false
  let cancel: (() => void) | undefined

  async function show() {
    try {
      await api.message.customTyping({ touser: openid, command: 'Typing' })
    } catch (error) {
      // Half a minute after the newest message WeChat shows it no more (45080).
      if (!(error instanceof ApiError) || error.code !== SHOWN_ALREADY) return
    }
    if (!isOver) cancel = clock.setTimeout(() => void show(), SHOWN_MS + 1)
  }
  void show()
  return () => {
    isOver = true
    cancel?.()
  }
}
