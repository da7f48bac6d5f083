/** 黑名单: people whom the account does not want to hear. */
import { OK } from '../../answer.ts'
import { type Handler, type Handlers, text } from '../../call.ts'
import { pageOf, peopleOf } from '../people.ts'

/** The current manual's page; older ones say 10,000. */
const PAGE = 1000
const MAX_OPENIDS = 20

const listBlocked: Handler = (call) => {
  const { world, account, body } = call
  const { last = '', ...page } = pageOf(call, {
    after: text(body, 'begin_openid'),
    size: PAGE,
    isListed: ({ blacklisted }) => blacklisted,
  })
  const total = world.fans.of(account.appid).filter(({ blacklisted }) => blacklisted).length
  return { total, ...page, next_openid: last }
}

/** Blocks or unblocks; doing it twice is no error. */
function setBlocked(blacklisted: boolean): Handler {
  return (call) => {
    for (const fan of peopleOf(call, MAX_OPENIDS)) {
      fan.blacklisted = blacklisted
      call.world.fans.touch(fan)
    }
    return OK
  }
}

export const BLACKLIST: Handlers = {
  'blacklist.list': listBlocked,
  'blacklist.add': setBlocked(true),
  'blacklist.remove': setBlocked(false),
}
