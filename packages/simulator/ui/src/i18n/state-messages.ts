/** Words of the state tab about the account alone, 中文 first. */
export const stateZh = {
  'state.one': '只动账号',
  'state.oneHint': '粉丝、消息、菜单、素材、令牌和两份日志。时钟、故障规则和记录的对话不动。',
  'state.exportOne': '只导出账号',
  'state.importOne': '只导入账号…',
  'state.resetOne': '只重置账号',
  'state.resetOneDone': '账号已回到起点；之前的状态在快照里',
  'state.restoreOne': '恢复时只动账号',
} as const

export const stateEn: Record<keyof typeof stateZh, string> = {
  'state.one': 'The account alone',
  'state.oneHint':
    'People, messages, menus, material, tokens and both logs. The clock, fault rules and transcripts stay.',
  'state.exportOne': 'Export the account',
  'state.importOne': 'Import the account…',
  'state.resetOne': 'Reset the account',
  'state.resetOneDone': 'The account is back at its start; the state before is among the snapshots',
  'state.restoreOne': 'Restore the account alone',
}
