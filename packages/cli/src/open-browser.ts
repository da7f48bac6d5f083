import { spawn } from 'node:child_process'

/** Opens an address in the user's browser, if there is a screen to show it on. Failing is no error: the link is printed too. */
export function openBrowser(url: string, env: NodeJS.ProcessEnv): void {
  if (env['BROWSER'] === 'none' || env['CI'] !== undefined || !process.stdout.isTTY) return
  const [command, ...args] =
    process.platform === 'darwin'
      ? ['open', url]
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '""', url]
        : ['xdg-open', url]
  if (command === undefined) return
  spawn(command, args, { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref()
}
