/** What an XML or JSON body holds once it is read: text, nested records, or a list where an element repeats. */
export type XmlValue = string | XmlRecord | XmlValue[]

/** Inherits nothing, so that an element called `__proto__` is a name like any other. */
export interface XmlRecord {
  [name: string]: XmlValue
}

// A class whose prototype is as bare as null, since V8 is several times slower with objects that have none at all.
class BareRecord {
  [name: string]: never
  static {
    Object.setPrototypeOf(BareRecord.prototype, null)
    Reflect.deleteProperty(BareRecord.prototype, 'constructor')
  }
}

/** A record that inherits nothing. */
export function emptyRecord(): XmlRecord {
  return new BareRecord()
}

/** The same for what is to be written, or was typed. */
export function emptyWireRecord(): { [name: string]: WireValue } {
  return new BareRecord()
}

/** What can be written: text in CDATA, numbers bare, 64-bit ids as bigint, records nested, lists repeated. */
export type WireValue = string | number | bigint | WireRecord | readonly WireValue[] | undefined

export interface WireRecord {
  readonly [name: string]: WireValue
}

export function isXmlRecord(value: unknown): value is XmlRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isWireRecord(value: WireValue): value is WireRecord {
  return typeof value === 'object' && !Array.isArray(value)
}

/** The text of a field, or '' where it is absent or not text. */
export function textOf(record: XmlRecord, name: string): string {
  const value = record[name]
  return typeof value === 'string' ? value : ''
}
