import { useMemo } from 'react'
import { useT } from '../../i18n/use-t.ts'
import { useWindow } from '../../view/window.ts'
import { usePhone } from '../phone-context.ts'
import { type Piece, parseText } from './parse-text.ts'

/** A text as WeChat draws it. Everything ends as text nodes; nothing is read as markup. */
export function RichText({ content, anchors }: { content: string; anchors: boolean }) {
  const pieces = useMemo(() => parseText(content, anchors), [content, anchors])
  return (
    <bdi>
      {pieces.map((piece, index) => (
        <PieceView key={`${index} ${piece.type}`} piece={piece} />
      ))}
    </bdi>
  )
}

function PieceView({ piece }: { piece: Piece }) {
  const t = useT()
  const { toast } = useWindow()
  const { openWeb, send } = usePhone()
  switch (piece.type) {
    case 'text':
      return piece.text
    case 'face':
      return (
        <span className="face" role="img" aria-label={piece.name} title={piece.name}>
          {piece.emoji}
        </span>
      )
    case 'link':
      return (
        <a
          href={piece.url}
          onClick={(event) => {
            event.preventDefault()
            openWeb(piece.url)
          }}
        >
          {piece.text}
        </a>
      )
    case 'menu':
      return (
        <button
          type="button"
          className="textlink"
          onClick={() => void send({ type: 'text', content: piece.content, bizmsgmenuid: piece.id })}
        >
          {piece.text}
        </button>
      )
    default:
      return (
        <button type="button" className="textlink" onClick={() => toast(t('notSimulated'))}>
          {piece.text}
        </button>
      )
  }
}
