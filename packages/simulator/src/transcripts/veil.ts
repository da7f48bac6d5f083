/**
 * What is different every time, put behind a name: `{{openid:晓雨}}`, `{{time}}`, `{{id}}`. Texts are recorded and compared
 * that way, so that the same bot says the same. What is veiled already stays as it is.
 */

export interface Known {
  /** Alias by openid. */
  aliases: ReadonlyMap<string, string>
  appid: string
  ghId: string
  /** Where the simulator is reached. */
  url: string
}

export type Veil = (text: string) => string

/** With a time of day: a date alone may well be what the bot is about. */
const DATE_AND_TIME =
  /\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?[T ]?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?/g
const SECONDS_OF_DAY = /\b\d{1,2}:\d{2}:\d{2}\b/g
const UUID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi
/** Unix seconds of these years; MsgIds, milliseconds and serial numbers. Telephone numbers have 11 digits. */
const LONG_NUMBER = /\b(?:1[6-9]\d{8}|\d{13,})\b/g
/** media_id, ticket, access_token, slug: long, and of letters and digits. */
const TOKEN = /[A-Za-z0-9_-]{20,}={0,2}/g

export function createVeil({ aliases, appid, ghId, url }: Known): Veil {
  const names = new Map([
    [url, '{{simulator}}'],
    [appid, '{{appid}}'],
    [ghId, '{{ghid}}'],
    ...[...aliases].map(([openid, alias]): [string, string] => [openid, `{{openid:${alias}}}`]),
  ])
  const replace = (text: string) => {
    let veiled = text
    for (const [value, name] of names) if (value !== '') veiled = veiled.replaceAll(value, name)
    return veiled
  }
  return (text) =>
    replace(text)
      .replaceAll(DATE_AND_TIME, '{{time}}')
      .replaceAll(SECONDS_OF_DAY, '{{time}}')
      .replaceAll(UUID, '{{id}}')
      .replaceAll(TOKEN, (word) => (isRandom(word) ? '{{id}}' : word))
      .replaceAll(LONG_NUMBER, '{{id}}')
}

function isRandom(word: string): boolean {
  const hasDigit = /\d/.test(word)
  return hasDigit && ((/[a-z]/.test(word) && /[A-Z]/.test(word)) || /^[0-9a-f]+$/.test(word))
}
