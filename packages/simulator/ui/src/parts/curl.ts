/** Shell lines that repeat a request. What the log has shortened becomes a variable of the shell. */

interface Sent {
  method: string
  url: string
  headers: { [name: string]: string }
  body: string
}

/** Stands around a variable's name until the text is quoted; no request holds it. */
const MARK = '\u0000'
const SHORTENED_QUERY = /([?&])(\w+)=[^&]*%E2%80%A6/g
const SHORTENED_MEMBER = /("(\w+)"\s*:\s*")[^"]*…"/g

export function toCurl({ method, url, headers, body }: Sent): string {
  const address = url.replace(SHORTENED_QUERY, (_all, before: string, name: string) => {
    return `${before}${name}=${toVariable(name)}`
  })
  const text = body.replace(SHORTENED_MEMBER, (_all, before: string, name: string) => {
    return `${before}${toVariable(name)}"`
  })
  const parts = [
    `curl${method === 'GET' || (method === 'POST' && text !== '') ? '' : ` -X ${method}`} ${quote(address)}`,
    ...Object.entries(headers).map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`),
    ...(text === '' ? [] : [`--data-binary ${quote(text)}`]),
  ]
  return parts.join(' \\\n  ')
}

function toVariable(name: string): string {
  return `${MARK}${name.toUpperCase()}${MARK}`
}

function quote(text: string): string {
  const quoted = `'${text.replaceAll("'", `'\\''`)}'`
  return quoted.replace(/\0(\w+)\0/g, `'"$$$1"'`)
}
