import type { Texts } from './en.ts';

/** The server's texts in Japanese. */
export const JA: Texts = {
  startTitle: '{account} にログイン方法を追加しますか？',
  startText:
    '次にログインするアカウントは {account} に統合されます。{account} がご自身のアカウントである場合のみ続行してください。',
  startButton: '続行',
  finishedTitle: 'このウィンドウは閉じてかまいません',
  finishedText: 'サインインは終わりました。元のウィンドウで続けてください。',
  finishedLink: 'ここで続ける',
  stateInvalidTitle: 'このサインインはここで始めたものではないか、すでに使われています',
  browserMismatchTitle: '始めたときと同じブラウザーで続けてください',
  refusedText: '何も変更されていません。アカウントを連携する場合は、プロフィールのページからもう一度始めてください。',
  toProfile: 'プロフィールへ',

  linkedTitle: 'サインイン方法があなたのアカウントに連携されました',
  linkedConsequence: 'これまでのサインイン方法と同じように、あなたのアカウントを開けます。',
  unlinkedTitle: 'サインイン方法の連携が解除されました',
  unlinkedConsequence: 'これではあなたのアカウントを開けなくなりました。',
  absorbedTitle: '別のアカウントがあなたのアカウントに統合されました',
  absorbedConsequence: '2 つは 1 つのアカウントになり、もう一方のどのサインイン方法でも開けます。',
  linkUndoneTitle: 'サインイン方法の連携が取り消されました',
  linkUndoneConsequence: 'あなたのアカウントは開けなくなり、再び独自のアカウントになりました。',
  unlinkUndoneTitle: '連携の解除が取り消されました',
  unlinkUndoneConsequence: '再びあなたのアカウントを開けます。',
  flaggedTitle: 'あなたのアカウントの変更が報告されました',
  flaggedConsequence: 'ご本人による変更ではないという報告がありました。',
  sessionsEndedTitle: 'あなたのアカウントの全セッションが終了しました',
  sessionsEndedConsequence: 'あなたを含め、全員が再びサインインする必要があります。',

  what: '内容',
  signIn: 'サインイン方法',
  account: 'アカウント',
  when: '日時',
  from: '接続元',
  at: '{time} UTC',
  unknownAddress: '不明なアドレス',
  unknownBrowser: '不明なブラウザー',
  browserOn: '{system} の {browser}',

  mailSubject: '{title}（{portal}）',
  mailQuestion:
    'ご本人による操作であれば、何もする必要はありません。心当たりがない場合は、7 日以内に次のリンクを開いてください。',
  mailQuestionShort: 'ご本人による操作であれば、何もする必要はありません。心当たりがない場合：',
  mailButton: '心当たりがありません',
  mailLifetime: 'リンクは 7 日間有効です。',
  mailEffect: 'アカウントの全セッションを終了する前に、もう一度確認します。リンクを開いただけでは何も変わりません。',
  mailWhy: 'あなたのメールアドレスが {portal} のアカウントに登録されているため、このメールをお送りしています。',

  flagTitle: '心当たりがありませんか？',
  flagText:
    'ご本人による操作であれば、このページを閉じてください。そうでなければ、すべてのセッションを終了してください。{portal} のアカウントには、どのデバイスでも再度サインインが必要になり、この変更には履歴で印が付きます。',
  flagButton: 'すべてのセッションを終了',
  flagDoneTitle: 'すべてのセッションを終了しました',
  flagDone: 'アカウントには再度サインインが必要になり、この変更には履歴で印が付きました。',
  flagNext: 'ご自身でサインインし、心当たりのない連携を解除して、パスワードがあれば変更してください。',
  flagLink: 'アカウントへ',
  flagLaterTitle: 'まだ完了していません',
  flagLater:
    'サインインのサービスが応答しないため、セッションはまだ終了していません。リンクは引き続き有効です。1 分後にもう一度お試しください。',
  flagRetry: 'もう一度試す',
  flagForeignTitle: '何も変更されていません',
  flagForeign: 'メールのリンクをもう一度開き、そのボタンを使ってください。',
  flagGoneTitle: 'このリンクは使えません',
  flagGone: 'すでに使われたか、7 日以上前のものか、一部が欠けています。',
  flagGoneDone: 'あなたが使った場合は、すべて完了しています。全セッションは終了しました。',
};
