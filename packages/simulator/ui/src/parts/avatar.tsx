import { useState } from 'react'

const COLOURS = ['#4f6fa8', '#8a5a3c', '#a0507f', '#2f7a68', '#6c7480', '#2b6cb0', '#9a6a12', '#b4473e']

/** A person's picture, or their first character on a colour of their own. */
export function Avatar({
  name,
  picture,
  size = '',
}: {
  name: string
  picture?: string | null
  size?: string
}) {
  const [broken, setBroken] = useState<string | null>(null)
  if (picture && picture !== broken)
    return <img className={`av ${size}`} src={picture} alt="" onError={() => setBroken(picture)} />
  return (
    <i className={`av ${size}`} style={{ background: colourOf(name) }} aria-hidden="true">
      {initialOf(name)}
    </i>
  )
}

/** The account's own picture: the parrot. */
export function AccountAvatar({ size = '' }: { size?: string }) {
  return <i className={`av shop ${size}`} aria-hidden="true" />
}

/** 晓雨 is known by 雨, 阿May by M, 老周 by 周. */
function initialOf(name: string): string {
  const letters = Array.from(name.replace(/^[阿老小大晓]/u, '').trim())
  return letters[0]?.toUpperCase() ?? Array.from(name)[0] ?? '?'
}

function colourOf(name: string): string {
  let sum = 0
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0
  return COLOURS[sum % COLOURS.length] ?? '#6c7480'
}
