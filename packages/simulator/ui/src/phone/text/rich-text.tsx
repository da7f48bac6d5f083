import { useMemo } from 'react'
import { useT } from '../../i18n/use-t.ts'
import { useWindow } from '../../view/window.ts'
import { usePhone } from '../phone-context.ts'
import { ActionSheet } from '../sheets/action-sheet.tsx'
import { MiniProgram } from '../sheets/mini-program.tsx'
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
  const { toast, fail } = useWindow()
  const { openWeb, send, cover } = usePhone()
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
    case 'phone':
      return (
        <button type="button" className="textlink" onClick={() => cover(callSheet(piece.text))}>
          {piece.text}
        </button>
      )
    default: {
      const { text, ...miniprogram } = piece
      const open = () => cover(<MiniProgram title={text} {...miniprogram} />)
      return (
        <button type="button" className="textlink" onClick={open}>
          {text}
        </button>
      )
    }
  }

  /** WeChat's own choices for a number. */
  function callSheet(number: string) {
    const copy = () => void navigator.clipboard.writeText(number).then(() => toast(t('copied')), fail)
    return (
      <ActionSheet
        title={`${number} 可能是一个电话号码，你可以`}
        actions={[
          { text: '呼叫', testId: 'phone-call', run: () => toast(t('noCalls')) },
          { text: '复制', testId: 'phone-copy', run: copy },
        ]}
      />
    )
  }
}
