/** Whether what stands in the window can be read: the contrast of every text with the colours that the browser computed. */
import type { Page } from 'playwright-core'

/** WCAG AA for text. */
const ENOUGH = 4.5
/** WeChat's own green with white on it, which WeChat draws like this. */
const BRAND = 'rgb(7, 193, 96)'

/** What is too faint on this page right now, as `2.71 placeholder of snapshot-name`. */
export async function tooFaint(page: Page): Promise<string[]> {
  const found: unknown = await page.evaluate(SCRIPT)
  return Array.isArray(found) ? found.map(String) : ['the page did not answer']
}

const SCRIPT = `(() => {
  const parse = (colour) => {
    const [r, g, b, a = 1] = colour.match(/[\\d.]+/g).map(Number)
    return colour.startsWith('color(srgb') ? [r * 255, g * 255, b * 255, a] : [r, g, b, a]
  }
  const over = (above, below) => [0, 1, 2].map((i) => above[i] * above[3] + below[i] * (1 - above[3])).concat(1)
  const luminance = (colour) => {
    const [r, g, b] = colour.map((value) => (value / 255 <= 0.03928 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const ratio = (one, other) => {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b)
    return (light + 0.05) / (dark + 0.05)
  }
  // null: text on a picture, which only a person can judge.
  function groundOf(element) {
    const layers = []
    for (let at = element; at; at = at.parentElement) {
      const { backgroundColor, backgroundImage } = getComputedStyle(at)
      if (backgroundImage !== 'none') return null
      layers.push(parse(backgroundColor))
      if (layers.at(-1)[3] === 1) break
    }
    return layers.reverse().reduce((below, above) => over(above, below), [255, 255, 255, 1])
  }
  const isShown = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
  const isOutside = (element) =>
    element.closest('[inert], [aria-hidden=true], :disabled, .av, .faces, option, svg') ||
    getComputedStyle(element).backgroundColor === '${BRAND}'
  const nameOf = (element) => element.dataset.testid ?? element.closest('[data-testid]')?.dataset.testid ?? element.className

  const faint = []
  function judge(element, style, what) {
    const ground = groundOf(element)
    if (ground === null) return
    const [r, g, b, a] = parse(style.color)
    const found = ratio(over([r, g, b, a * Number(style.opacity)], ground), ground)
    if (found < ${ENOUGH}) faint.push(found.toFixed(2) + ' ' + what + ' of ' + nameOf(element))
  }
  for (const element of document.querySelectorAll('body *')) {
    if (isOutside(element) || !isShown(element)) continue
    if (element.matches('[placeholder]')) judge(element, getComputedStyle(element, '::placeholder'), 'placeholder')
    const text = [...element.childNodes].find((node) => node.nodeType === 3 && node.data.trim() !== '')
    if (text) judge(element, getComputedStyle(element), 'text “' + text.data.trim().slice(0, 20) + '”')
  }
  return faint
})()`
