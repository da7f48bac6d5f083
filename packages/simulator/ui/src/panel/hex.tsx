import { Fragment } from 'react'

const WIDTH = 16

/** Bytes as hex and as text, sixteen a line. A character of several bytes stands where its last one does. */
export function Hex({ pairs }: { pairs: string }) {
  const bytes = Uint8Array.from(pairs.match(/[0-9a-f]{2}/gi) ?? [], (pair) => Number.parseInt(pair, 16))
  const decoder = new TextDecoder()
  const lines = Array.from({ length: Math.ceil(bytes.length / WIDTH) }, (_, line) => {
    const part = bytes.slice(line * WIDTH, (line + 1) * WIDTH)
    return {
      offset: (line * WIDTH).toString(16).padStart(4, '0'),
      hex: [...part].map((byte) => byte.toString(16).padStart(2, '0')).join(' '),
      text: decoder.decode(part, { stream: true }).replaceAll(/\p{Cc}/gu, '·'),
    }
  })
  return (
    <div className="hex mono">
      {lines.map(({ offset, hex, text }) => (
        <Fragment key={offset}>
          <div>
            <u>{offset}</u>
            {hex}
          </div>
          <div>{text}</div>
        </Fragment>
      ))}
    </div>
  )
}
