import { ActionSheet } from '../sheets/action-sheet.tsx'

/** The frame of another origin can only be drawn larger as a whole. */
const SIZES = [
  { name: '小', zoom: 0.9 },
  { name: '标准', zoom: 1 },
  { name: '大', zoom: 1.15 },
  { name: '特大', zoom: 1.35 },
]

/** 字号 of a page in the web view. */
export function FontSheet({ onPick }: { onPick: (zoom: number) => void }) {
  const actions = SIZES.map(({ name, zoom }) => ({
    text: name,
    testId: `font-${zoom}`,
    run: () => onPick(zoom),
  }))
  return <ActionSheet title="字号" actions={actions} />
}
