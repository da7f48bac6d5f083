import type { Bilingual } from '../../../src/control/types.ts'
import { useView } from '../view/window.ts'
import { type Translate, translator } from './i18n.ts'

/** Words in the chosen language. */
export function useT(): Translate {
  return translator(useView((view) => view.language))
}

/** For texts that come from the simulator in both languages. */
export function usePick(): (text: Bilingual) => string {
  const language = useView((view) => view.language)
  return (text) => text[language]
}
