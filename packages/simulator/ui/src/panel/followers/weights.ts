/** `常客=12, 会员=4`: numbers by name, as one line of a form. */
export function parseNumbers(line: string): { [name: string]: number } | null {
  const numbers: { [name: string]: number } = {}
  for (const part of line.split(/[,，、;；\n]/)) {
    if (part.trim() === '') continue
    const [, name = '', number = ''] = /^(.*?)\s*[=:：]?\s*(\d+(?:\.\d+)?)\s*%?$/.exec(part.trim()) ?? []
    if (name === '') return null
    numbers[name] = Number(number)
  }
  return numbers
}
