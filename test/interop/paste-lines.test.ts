import { execFile, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSimulator } from '@yingwu/simulator'
import { beforeAll, expect, test } from 'vitest'
import { pasteLines } from '../../packages/cli/src/paste-lines.ts'
import { installLanguages } from './support/install.ts'

beforeAll(installLanguages)

const PATH = '/cgi-bin/token?grant_type=client_credential&appid=APPID&secret=SECRET'

/** The smallest program of each language that asks WeChat for a token. */
const PROGRAMS: { [program: string]: { needs: string; file?: string; text?: string } } = {
  curl: { needs: 'curl' },
  'Node.js': {
    needs: 'node',
    file: 'app.js',
    text: `fetch('https://api.weixin.qq.com${PATH}').then((answer) => answer.text()).then(console.log)
require('node:https').get('https://api.weixin.qq.com${PATH}', (answer) => answer.resume())`,
  },
  Python: {
    needs: 'python3',
    file: 'app.py',
    text: `import urllib.request\nprint(urllib.request.urlopen('https://api.weixin.qq.com${PATH}').read().decode())`,
  },
  Go: {
    needs: 'go',
    file: 'main.go',
    text: `package main
import ("io"; "net/http"; "os")
func main() {
	answer, err := http.Get("https://api.weixin.qq.com${PATH}")
	if err != nil { panic(err) }
	io.Copy(os.Stdout, answer.Body)
}`,
  },
  Java: {
    needs: 'javac',
    file: 'App.java',
    text: `class App { public static void main(String[] args) throws Exception {
  new java.net.URL("https://api.weixin.qq.com${PATH}").openStream().transferTo(System.out);
} }`,
  },
  PHP: {
    needs: 'php',
    file: 'app.php',
    text: `<?php $call = curl_init('https://api.weixin.qq.com${PATH}'); curl_exec($call);`,
  },
}

for (const [program, { needs, file, text }] of Object.entries(PROGRAMS)) {
  // The languages of the SDKs must be here, others may be missing.
  const isMissing = !['node', 'python3', 'go'].includes(needs) && !isInstalled(needs)
  test.skipIf(isMissing)(`the lines for ${program} lead to the simulator`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'yingwu lines '))
    await using sim = createSimulator({ authorityFolder: join(folder, 'data') })
    await sim.listen({ port: 0 })
    const { appid, secret } = sim.account()
    const fill = (template: string): string =>
      template.replaceAll('APPID', appid).replaceAll('SECRET', secret)
    mkdirSync(join(folder, 'app'))
    writeFileSync(join(folder, 'app', 'go.mod'), 'module app\n\ngo 1.21\n')
    if (file !== undefined && text !== undefined) writeFileSync(join(folder, 'app', file), fill(text))

    const all = pasteLines(sim.url, join(folder, 'data', 'simulator-ca.pem'))
    const script = (all.find((one) => one.program === program)?.lines ?? [])
      .join(' && ')
      .replace('https://api.weixin.qq.com/', fill(`'https://api.weixin.qq.com${PATH}'`))
      .replace('-jar app.jar', 'App.java')
    const output = await run(script, join(folder, 'app'))
    rmSync(folder, { recursive: true })
    expect(output).toContain('"access_token":"')
    expect(sim.calls().every(({ errcode }) => errcode === 0)).toBe(true)
  })
}

function isInstalled(program: string): boolean {
  return spawnSync(program, ['--version']).error === undefined
}

function run(script: string, cwd: string): Promise<string> {
  const { PATH: path, HOME } = process.env
  return new Promise((resolve, reject) =>
    execFile('sh', ['-c', script], { cwd, env: { PATH: path, HOME } }, (error, stdout, stderr) =>
      error ? reject(new Error(`${script}\n${stdout}${stderr}`, { cause: error })) : resolve(stdout),
    ),
  )
}
