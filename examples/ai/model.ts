/** A chat model behind an OpenAI-compatible endpoint: `POST {url}/chat/completions`, streamed. */
import { eventsOf } from './sse.ts'

export type Part = { type: 'text'; text: string } | { type: 'image_url'; image_url: { url: string } }

export interface ChatMessage {
  role: 'system' | 'user' | 'assistant'
  content: string | Part[]
}

export interface Model {
  /** The answer, piece by piece. */
  answer(messages: readonly ChatMessage[], signal: AbortSignal): AsyncIterable<string>
}

export interface ModelOptions {
  /** Up to and without `/chat/completions`: `https://api.example.com/v1`. */
  url: string
  model: string
  /** Left out for servers on one's own machine. */
  key?: string
  fetch?: (url: string, init: RequestInit) => Promise<Response>
}

export function createModel({ url, model, key, fetch = globalThis.fetch }: ModelOptions): Model {
  return {
    async *answer(messages, signal) {
      const response = await fetch(`${url}/chat/completions`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
        },
        body: JSON.stringify({ model, messages, stream: true }),
        signal,
      })
      // The body of a refusal may quote the key.
      if (!response.ok || response.body === null)
        throw new Error(`The model answered HTTP ${response.status}`)
      for await (const data of eventsOf(response.body)) {
        if (data === '[DONE]') return
        const text = textOf(JSON.parse(data))
        if (text !== '') yield text
      }
    },
  }
}

/** `choices[0].delta.content`. */
function textOf(event: unknown): string {
  const choices = member(event, 'choices')
  const content = Array.isArray(choices) ? member(member(choices[0], 'delta'), 'content') : undefined
  return typeof content === 'string' ? content : ''
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}
