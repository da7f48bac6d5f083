/** What the push log says about each failure: cause first, then the remedy, in both languages. */
import type { Bilingual } from '../control/types.ts'

/** What a fault rule did, by the code of the delivery. */
export const FAULT_SAYINGS: { readonly [code: string]: Bilingual } = {
  'FAULT drop': { zh: '故障规则丢弃了这次推送。', en: 'A fault rule dropped this push.' },
  'FAULT tls': {
    zh: '故障规则让 TLS 握手失败，请求没有发出。',
    en: 'A fault rule made the TLS handshake fail; nothing was sent.',
  },
  'FAULT reset': {
    zh: '故障规则在回复之前断开了连接：程序收到了这次推送，微信没有收到回复。',
    en: 'A fault rule broke the connection before the answer: the program got this push, WeChat got no answer.',
  },
  'FAULT half': {
    zh: '故障规则让回复只到了一半，微信当作没有收到。',
    en: 'A fault rule cut the answer in half, which counts as none.',
  },
}

export const SAYINGS = {
  timeout: (ms: number) => ({
    zh: `${ms / 1000} 秒内没有收到完整回复，微信已断开。请先回复 success，再用客服消息补发，或让重试等到结果。`,
    en: `No complete answer within ${ms / 1000} s, so WeChat hung up. Answer success at once and send the result later, or let the retry wait for it.`,
  }),
  dns: (host: string) => ({
    zh: `域名 ${host} 无法解析。请检查 URL 的拼写和 DNS。`,
    en: `The name ${host} cannot be resolved. Check the URL's spelling and the DNS.`,
  }),
  connect: (reason: string) => ({
    zh: `无法连接服务器（${reason}）。请确认服务已启动、地址和端口正确，且没有在回复前断开连接。`,
    en: `No connection to the server (${reason}). Check that it runs, that address and port are right, and that it does not hang up before it answers.`,
  }),
  aborted: () => ({
    zh: '模拟器已重置或关闭，推送中断。',
    en: 'The simulator was reset or closed during this push.',
  }),
  redirect: (status: number, location: string) => ({
    zh: `HTTP ${status} 跳转到 ${location || '（没有 Location）'}。微信不跟随跳转，请把最终地址填进 URL。`,
    en: `HTTP ${status} redirects to ${location || '(no Location)'}. WeChat follows no redirects: enter the final address as the URL.`,
  }),
  status: (status: number) => ({
    zh: `HTTP 状态码是 ${status}，应为 200。${STATUS_HINTS[status]?.zh ?? ''}`.trim(),
    en: `The HTTP status is ${status}; it must be 200. ${STATUS_HINTS[status]?.en ?? ''}`.trim(),
  }),
  tooLong: () => ({
    zh: '回复超过 1 MiB。请检查是否返回了网页或文件。',
    en: 'The answer exceeds 1 MiB. Check whether a page or a file was returned.',
  }),
  almostSuccess: (body: string) => ({
    zh: `回复是 ${body}，只有不带引号、换行、小写的 success 才算数。`,
    en: `The answer is ${body}; only success counts, in lower case, without quotes or line breaks.`,
  }),
  bom: () => ({
    zh: '回复以 BOM（EF BB BF）开头。请以不带 BOM 的 UTF-8 输出。',
    en: 'The answer begins with a BOM (EF BB BF). Write UTF-8 without it.',
  }),
  html: () => ({
    zh: '回复是 HTML 网页，不是 XML。请检查 URL 的路径，以及框架是否返回了错误页。',
    en: 'The answer is an HTML page, not XML. Check the path of the URL and whether the framework returned an error page.',
  }),
  jsonNotXml: () => ({
    zh: '回复是 JSON，不是 XML。被动回复必须是 XML。',
    en: 'The answer is JSON, not XML. A passive reply must be XML.',
  }),
  xmlNotJson: () => ({
    zh: '回复是 XML，但账号的数据格式是 JSON。',
    en: 'The answer is XML, but the account uses JSON.',
  }),
  plainText: () => ({
    zh: '回复是纯文本。要发文字请用 XML 的 text 回复；不回复请用 success 或空串。',
    en: 'The answer is plain text. To send text use a text reply in XML; to send nothing answer success or nothing.',
  }),
  broken: (detail: string) => ({
    zh: `回复无法解析：${detail}。标签区分大小写，且必须成对。`,
    en: `The reply cannot be read: ${detail}. Tags are case-sensitive and must be closed.`,
  }),
  notUtf8: () => ({
    zh: '回复不是 UTF-8 编码。',
    en: 'The answer is not UTF-8.',
  }),
  clearInSafeMode: () => ({
    zh: '安全模式下回复必须加密，收到的是明文。请用 EncodingAESKey 加密后再回复。',
    en: 'In safe mode the reply must be encrypted; a clear one arrived. Encrypt it with the EncodingAESKey.',
  }),
  encryptedInPlainMode: () => ({
    zh: '明文模式下回复不应加密。请检查两边的消息加解密方式是否一致。',
    en: 'In plain mode the reply must not be encrypted. Check that both sides use the same mode.',
  }),
  replySignature: () => ({
    zh: 'MsgSignature 不对。应为 Token、TimeStamp、Nonce、Encrypt 排序拼接后的 SHA-1，且取值与信封中一致。',
    en: 'MsgSignature is wrong. It is the SHA-1 over Token, TimeStamp, Nonce and Encrypt, sorted and joined, with the very values in the envelope.',
  }),
  replyAppId: () => ({
    zh: '加密内容里的 AppID 不是本账号的。请检查配置的 AppID。',
    en: 'The AppID inside the encrypted reply is not this account’s. Check the configured AppID.',
  }),
  replyDecrypt: (code: number) => ({
    zh: `回复无法解密（${code}）。请检查 EncodingAESKey，以及 AES-256-CBC 和 32 字节补位。`,
    en: `The reply cannot be decrypted (${code}). Check the EncodingAESKey, AES-256-CBC and the padding to 32 bytes.`,
  }),
  lowerCaseEnvelope: () => ({
    zh: '信封的键名是小写，可以识别，但官方写法是 Encrypt、MsgSignature、TimeStamp、Nonce。',
    en: 'The envelope’s keys are in lower case: readable, but the manual writes Encrypt, MsgSignature, TimeStamp, Nonce.',
  }),
  field: (field: string) => ({
    zh: `回复的 ${field} 不对，见字段检查。`,
    en: `The reply's ${field} is wrong, see the fields.`,
  }),
  markFail: (ms: number) => ({
    zh: `MarkFail：服务器接连失败，微信暂时不推送，${Math.ceil(ms / 1000)} 秒后恢复。请让程序先回 success 再慢慢做；也可在账号页立即解除。`,
    en: `MarkFail: the server kept failing, so WeChat sends nothing for another ${Math.ceil(ms / 1000)} s. Answer success first and work afterwards; the account tab lifts it at once.`,
  }),
  unsubscribed: () => ({
    zh: '用户在回复到达前取消了关注，回复没有送达。',
    en: 'The person unfollowed before the reply came; it was not delivered.',
  }),
} as const satisfies { [name: string]: (...details: never[]) => Bilingual }

const STATUS_HINTS: { [status: number]: Bilingual } = {
  400: { zh: '服务器认为请求有误，请看它的日志。', en: 'The server finds the request wrong: see its log.' },
  401: {
    zh: '服务器拒绝了签名，请检查 Token 与加解密方式是否一致。',
    en: 'The server refused the signature: check token and mode on both sides.',
  },
  403: {
    zh: '服务器拒绝了签名或来源，请检查 Token、加解密方式和防火墙。',
    en: 'The server refused signature or sender: check token, mode and firewall.',
  },
  404: { zh: '路径不存在，请检查 URL 的路径。', en: 'No such path: check the path of the URL.' },
  405: { zh: '该路径不接受 POST。', en: 'The path does not take POST.' },
  413: { zh: '服务器限制的请求体太小。', en: 'The server limits bodies too tightly.' },
  500: { zh: '服务器内部出错，请看它的日志。', en: 'The server failed inside: see its log.' },
  502: { zh: '反向代理后面的服务没有响应。', en: 'The service behind the proxy does not answer.' },
  503: { zh: '服务暂不可用。', en: 'The service is unavailable.' },
  504: { zh: '反向代理等待超时。', en: 'The proxy waited too long.' },
}
