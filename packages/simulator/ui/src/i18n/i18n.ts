import { createInstance } from 'i18next'
import type { Language } from '../view/view.ts'
import { en, type MessageKey, zh } from './messages.ts'

const i18n = createInstance()
void i18n.init({
  initAsync: false,
  lng: 'zh',
  resources: { zh: { translation: zh }, en: { translation: en } },
  keySeparator: false,
  nsSeparator: false,
  // React escapes what it draws.
  interpolation: { escapeValue: false },
})

export type Translate = (key: MessageKey, values?: { [name: string]: string | number }) => string

const translators: Record<Language, Translate> = { zh: toTranslator('zh'), en: toTranslator('en') }

export function translator(language: Language): Translate {
  return translators[language]
}

export function isMessageKey(key: string): key is MessageKey {
  return Object.hasOwn(zh, key)
}

function toTranslator(language: Language): Translate {
  const fixed = i18n.getFixedT(language)
  return (key, values) => fixed(key, values ?? {})
}
