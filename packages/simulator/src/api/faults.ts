/** Faults on demand, as a call of the API meets them. */
import type { Effect } from '../world/faults.ts'
import type { World } from '../world/world.ts'
import { ApiError, FileAnswer } from './answer.ts'
import type { ApiReply } from './reply.ts'

/** Something between the program and the service answered instead of it. */
export class Broken extends Error {
  readonly given: FileAnswer
  readonly status: number

  constructor(status: number, given: FileAnswer = NO_BODY) {
    super('fault rule')
    this.given = given
    this.status = status
  }
}

export const NO_BODY = new FileAnswer(new Uint8Array(), '')
const ERROR_PAGE = new FileAnswer(
  Buffer.from(
    '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n',
  ),
  'text/html',
)

/**
 * What strikes before the call is handled; a delay passes, and what concerns the answer is done by `damage`.
 *
 * @throws ApiError or Broken
 */
export async function suffer(fault: Effect, world: World, token: string | undefined): Promise<void> {
  switch (fault.type) {
    case 'drop':
      throw new Broken(502)
    case 'status':
      throw new Broken(fault.status)
    case 'html':
      throw new Broken(502, ERROR_PAGE)
    case 'empty':
      throw new Broken(200)
    case 'error':
      endToken(world, token, fault.errcode)
      throw new ApiError(fault.errcode)
    case 'delay':
      await new Promise<void>((resolve) => world.base.setTimeout(resolve, fault.ms))
  }
}

/** The call was handled, and its answer is lost on the way, wholly or by half. */
export function damage(reply: ApiReply, fault: Effect | undefined): ApiReply {
  if (fault?.type === 'half') return { ...reply, body: reply.body.slice(0, reply.body.length / 2) }
  return fault?.type === 'reset' ? { status: 502, headers: {}, body: '', isReset: true } : reply
}

/** Who hears that a token has ended must not meet it alive again: the world has to agree with the answer. */
function endToken({ tokens }: World, token: string | undefined, errcode: number) {
  const found = tokens.check(token ?? '')
  if (found.state !== 'valid') return
  if (errcode === 40001) tokens.replace(found.appid)
  if (errcode === 42001) tokens.expire(found.appid)
}
