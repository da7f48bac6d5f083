import { useMemo } from 'react'

type Look = 'tag' | 'dim' | 'value' | 'number' | 'plain'

interface Token {
  text: string
  look: Look
}

/** XML or JSON in light colours. Long bodies stay plain: colouring 64 KiB helps nobody. */
export function Code({ text }: { text: string }) {
  const tokens = useMemo(() => tokenize(text), [text])
  return (
    <pre className="code" data-testid="code" tabIndex={0}>
      {tokens.map(({ text, look }, index) =>
        look === 'plain' ? (
          text
        ) : (
          <span key={`${index} ${look}`} className={`x-${look}`}>
            {text}
          </span>
        ),
      )}
    </pre>
  )
}

const MOST = 20_000
const XML = /(<!\[CDATA\[)([\s\S]*?)(\]\]>)|(<[^>]*>)|([^<]+)/g
const JSON_TOKENS = /("(?:[^"\\]|\\.)*")(?=\s*:)|("(?:[^"\\]|\\.)*")|(-?\d[\d.eE+-]*)|([\s\S])/g

function tokenize(text: string): Token[] {
  if (text.length > MOST) return [{ text, look: 'plain' }]
  return /^\s*[{[]/.test(text) ? tokenizeJson(text) : tokenizeXml(text)
}

function tokenizeXml(text: string): Token[] {
  const tokens: Token[] = []
  let end = 0
  for (const match of text.matchAll(XML)) {
    const [, open, data, close, tag, other = ''] = match
    if (open !== undefined && close !== undefined)
      tokens.push(
        { text: open, look: 'dim' },
        { text: data ?? '', look: 'value' },
        { text: close, look: 'dim' },
      )
    else if (tag !== undefined) tokens.push({ text: tag, look: 'tag' })
    else tokens.push({ text: other, look: /^\s*-?[\d.]+\s*$/.test(other) ? 'number' : 'plain' })
    end = match.index + match[0].length
  }
  return end < text.length ? [...tokens, { text: text.slice(end), look: 'plain' }] : tokens
}

function tokenizeJson(text: string): Token[] {
  return [...text.matchAll(JSON_TOKENS)].map(([all, name, string, number]) => {
    if (name !== undefined) return { text: all, look: 'tag' }
    if (string !== undefined) return { text: all, look: 'value' }
    return { text: all, look: number === undefined ? 'plain' : 'number' }
  })
}
