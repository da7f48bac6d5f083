import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/**
 * A real Chromium for the browser tests: `CHROMIUM` if set, else an installed one, else, on Debian as root, one that is
 * installed now. There is no third way: a test run without a browser would not show what it claims.
 */
export function findBrowser(env: NodeJS.ProcessEnv): string {
  const found = [env['CHROMIUM'] ?? '', ...PLACES].find((path) => path !== '' && existsSync(path))
  if (found !== undefined) return found
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('安装 Chromium 和中文字体 Installing Chromium and fonts …')
    const run = (...args: string[]): void => {
      execFileSync('apt-get', ['-qq', ...args], {
        stdio: ['ignore', 'ignore', 'inherit'],
        env: { ...env, DEBIAN_FRONTEND: 'noninteractive' },
      })
    }
    run('update')
    run('install', '-y', 'chromium', 'fonts-noto-cjk', 'fonts-noto-color-emoji')
    return '/usr/bin/chromium'
  }
  throw new Error(
    '没有找到 Chromium / no Chromium found: install Chrome or Chromium, or set CHROMIUM=/path/to/it (Debian: apt-get install chromium fonts-noto-cjk fonts-noto-color-emoji)',
  )
}
