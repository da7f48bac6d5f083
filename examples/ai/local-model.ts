/**
 * A model server without a model: speaks the protocol of the real ones, at any speed, and answers by a few rules, so that
 * the bot can be tried and tested offline.
 *
 * node examples/ai/local-model.ts [characters per second, 30]
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { fileURLToPath } from 'node:url'
import type { Clock } from 'yingwu'
import type { ChatMessage } from './model.ts'

export interface LocalModelOptions {
  /** In characters; infinity answers at once. */
  perSecond: number
  clock: Pick<Clock, 'setTimeout'>
}

/** Characters of one event. */
const PIECE = 10

/** The server as a function. */
export function createLocalModel({ perSecond, clock }: LocalModelOptions) {
  return async function complete(request: Request): Promise<Response> {
    const asked: unknown = await request.json().catch(() => undefined)
    if (!isRequest(asked)) return Response.json({ error: { message: 'messages missing' } }, { status: 400 })
    const answer = answerTo(asked.messages)
    let at = 0
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        if (at >= answer.length) {
          controller.enqueue(Buffer.from('data: [DONE]\n\n'))
          return controller.close()
        }
        const content = answer.slice(at, (at += PIECE))
        const ms = (content.length / perSecond) * 1000
        if (ms > 0) await new Promise<void>((resolve) => clock.setTimeout(resolve, ms))
        controller.enqueue(Buffer.from(`data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`))
      },
    })
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
  }
}

function answerTo(messages: readonly ChatMessage[]): string {
  const questions = messages.filter(({ role }) => role === 'user').map(({ content }) => content)
  const last = questions.at(-1) ?? ''
  if (typeof last !== 'string') return '我看到了一张图片。'
  const name = questions.flatMap((text) =>
    typeof text === 'string' ? (text.match(/我叫([^\s什。，]+)/)?.slice(1) ?? []) : [],
  )
  if (last.includes('我叫什么')) return name[0] === undefined ? '你还没有告诉我。' : `你叫${name[0]}。`
  const length = Number(/写(\d{1,6})字/.exec(last)?.[1] ?? 0)
  if (length > 0) return longText(length)
  return `**收到**：${last}。这是你的第 ${questions.length} 句话。`
}

function longText(length: number): string {
  let text = ''
  for (let line = 1; text.length < length; line += 1) text += `第 ${line} 句，鹦鹉学舌说个没完。`
  return text.slice(0, length)
}

function isRequest(value: unknown): value is { messages: ChatMessage[] } {
  return typeof value === 'object' && value !== null && 'messages' in value && Array.isArray(value.messages)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const complete = createLocalModel({
    perSecond: Number(process.argv[2] ?? 30),
    clock: { setTimeout: (run, ms) => (setTimeout(run, ms), () => {}) },
  })
  const serve = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const body = Buffer.concat(await req.toArray())
    const response = await complete(new Request('http://local/', { method: 'POST', body }))
    res.writeHead(response.status, Object.fromEntries(response.headers))
    for await (const bytes of response.body ?? []) res.write(bytes)
    res.end()
  }
  const server = createServer((req, res) => void serve(req, res).catch(() => res.destroy()))
  server.listen(8300, '127.0.0.1', () => console.log('模型 model  http://127.0.0.1:8300/v1'))
}
