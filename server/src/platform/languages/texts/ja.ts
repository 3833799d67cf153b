import type { Texts } from './en.ts';

/** The server's texts in Japanese. */
export const JA: Texts = {
  startTitle: '{account} にサインイン方法を追加しますか？',
  startText:
    '次にサインインするアカウントは {account} に連携されます。{account} がご自身のアカウントである場合のみ続行してください。',
  startButton: '続行',
  finishedTitle: 'このウィンドウは閉じてかまいません',
  finishedText: 'サインインが完了しました。元のウィンドウに戻ってください。',
  finishedLink: 'ここで続ける',
  stateInvalidTitle: 'このサインインは有効期限が切れているか、すでに使われています',
  browserMismatchTitle: '始めたときと同じブラウザーで続けてください',
  refusedText: '何も変更されていません。アカウントを連携するには、プロフィールのページからもう一度始めてください。',
  toProfile: 'プロフィールへ移動',

  linkedTitle: 'アカウントにサインイン方法が連携されました',
  linkedConsequence: 'これを使ってサインインできるようになりました。',
  unlinkedTitle: 'アカウントからサインイン方法の連携が解除されました',
  unlinkedConsequence: 'このサインイン方法ではサインインできなくなりました。',
  absorbedTitle: '別のアカウントが統合されました',
  absorbedConsequence: '2つのアカウントが1つになりました。どのサインイン方法でもサインインできます。',
  linkUndoneTitle: 'サインイン方法の連携が取り消されました',
  linkUndoneConsequence: 'このサインイン方法ではサインインできなくなり、再び別のアカウントになりました。',
  unlinkUndoneTitle: '連携を解除したサインイン方法が元に戻されました',
  unlinkUndoneConsequence: '再びサインインに使えるようになりました。',
  flaggedTitle: 'アカウントの変更が報告されました',
  flaggedConsequence: 'この変更は本人によるものではないと報告されました。',
  sessionsEndedTitle: 'すべてのデバイスでアカウントからサインアウトしました',
  sessionsEndedConsequence: 'ご自身を含め、全員がもう一度サインインする必要があります。',

  what: '変更内容',
  signIn: 'サインイン方法',
  account: 'アカウント',
  when: '日時',
  from: '場所',
  at: '{time} UTC',
  near: '{address} 付近',
  unknownAddress: '不明な場所',
  unknownBrowser: '不明なブラウザー',
  browserOn: '{system} の {browser}',

  mailSubject: '{product}：{title}',
  mailQuestion:
    'ご自身の操作であれば、何もする必要はありません。心当たりがない場合は、7日以内に次のリンクを開いてください。',
  mailQuestionShort: 'ご自身の操作であれば、何もする必要はありません。心当たりがない場合：',
  mailButton: '心当たりがない',
  mailLifetime: 'リンクは7日間有効です。',
  mailEffect: 'サインアウトの前に確認画面が表示されます。',
  mailWhy: '{product} のアカウントにこのメールアドレスが登録されているため、お送りしています。',

  flagTitle: '心当たりがありませんか？',
  flagText:
    'ご自身の操作であれば、このページを閉じてください。心当たりがない場合は、すべてのデバイスからサインアウトしてください。{product} のアカウントにはどのデバイスでも再度サインインが必要になり、この変更にはアクティビティで印が付きます。',
  flagButton: 'すべてのデバイスからサインアウト',
  flagDoneTitle: 'すべてのデバイスからサインアウトしました',
  flagDone: 'どのデバイスでも再度サインインが必要になり、この変更にはアクティビティで印が付きました。',
  flagNext: 'サインインし、心当たりのない連携を解除して、パスワードがある場合は変更してください。',
  flagLink: 'アカウントへ移動',
  flagLaterTitle: 'まだ完了していません',
  flagLater:
    'サインインサービスが応答しないため、すべてのセッションはまだ開いたままです。リンクは引き続き有効です。1分後にもう一度お試しください。',
  flagRetry: 'もう一度試す',
  flagForeignTitle: '何も変更されていません',
  flagForeign: 'メールのリンクをもう一度開き、そのページのボタンを使ってください。',
  flagGoneTitle: 'このリンクは使えません',
  flagGone: 'すでに使われたか、7日以上前のものか、リンクが不完全です。',
  flagGoneDone: 'ご自身で使った場合は、すべて完了しています。すべてのデバイスからサインアウトしました。',
};
