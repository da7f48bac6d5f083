import { resolve } from 'node:path'

/** What to put into a shell so that programs of one language reach the simulator. */
export interface PasteLines {
  program: string
  lines: string[]
}

/**
 * For programs whose SDK knows only `https://api.weixin.qq.com`: they go through the proxy and trust the simulator's
 * certificate authority. test/interop tries each of them that the machine can run.
 *
 * @param proxy address of the simulator
 * @param authorityFile certificate of its authority
 */
export function pasteLines(proxy: string, authorityFile: string): PasteLines[] {
  const ca = shellWord(resolve(authorityFile))
  const store = shellWord(resolve(authorityFile).replace(/\.pem$/, '.p12'))
  const { hostname, port } = new URL(proxy)
  return [
    { program: 'curl', lines: [`curl --proxy ${proxy} --cacert ${ca} https://api.weixin.qq.com/`] },
    {
      program: 'Node.js',
      lines: [`NODE_USE_ENV_PROXY=1 HTTPS_PROXY=${proxy} NODE_EXTRA_CA_CERTS=${ca} node app.js`],
    },
    {
      program: 'Python',
      lines: [`HTTPS_PROXY=${proxy} REQUESTS_CA_BUNDLE=${ca} SSL_CERT_FILE=${ca} python3 app.py`],
    },
    // Built first: the go command, too, would ask the proxy for its modules.
    { program: 'Go', lines: ['go build -o app .', `HTTPS_PROXY=${proxy} SSL_CERT_FILE=${ca} ./app`] },
    {
      program: 'Java',
      lines: [
        `keytool -importcert -noprompt -alias yingwu -file ${ca} -keystore ${store} -storepass changeit`,
        `java -Dhttps.proxyHost=${hostname} -Dhttps.proxyPort=${port} -Djavax.net.ssl.trustStore=${store} -Djavax.net.ssl.trustStorePassword=changeit -jar app.jar`,
      ],
    },
    {
      program: 'PHP',
      lines: [`HTTPS_PROXY=${proxy} php -d curl.cainfo=${ca} -d openssl.cafile=${ca} app.php`],
    },
  ]
}

function shellWord(text: string): string {
  return /^[\w./:=@-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`
}
