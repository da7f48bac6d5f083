const DELICATE = /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/

/**
 * Whether a text has a character that XML 1.0 forbids even in CDATA, or a carriage return, which every reader turns
 * into a line feed.
 */
export function isDelicate(text: string): boolean {
  return DELICATE.test(text)
}
