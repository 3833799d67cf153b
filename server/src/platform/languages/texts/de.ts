import type { Texts } from './en.ts';

/** The server's texts in German. */
export const DE: Texts = {
  startTitle: 'Eine Anmeldemethode zu {account} hinzufügen?',
  startText:
    'Das Konto, bei dem Sie sich als Nächstes anmelden, wird mit {account} verknüpft. Fahren Sie nur fort, wenn {account} Ihr Konto ist.',
  startButton: 'Weiter',
  finishedTitle: 'Sie können dieses Fenster schließen',
  finishedText: 'Die Anmeldung ist abgeschlossen. Kehren Sie zu dem Fenster zurück, in dem Sie begonnen haben.',
  finishedLink: 'Stattdessen hier fortfahren',
  stateInvalidTitle: 'Diese Anmeldung ist abgelaufen oder wurde schon verwendet',
  browserMismatchTitle: 'Machen Sie in dem Browser weiter, in dem Sie begonnen haben',
  refusedText: 'Es wurde nichts geändert. Um ein Konto zu verknüpfen, beginnen Sie noch einmal auf Ihrer Profilseite.',
  toProfile: 'Zu Ihrem Profil',

  linkedTitle: 'Eine Anmeldemethode wurde mit Ihrem Konto verknüpft',
  linkedConsequence: 'Sie können sich jetzt damit anmelden.',
  unlinkedTitle: 'Eine Anmeldemethode wurde von Ihrem Konto getrennt',
  unlinkedConsequence: 'Sie kann nicht mehr zum Anmelden verwendet werden.',
  absorbedTitle: 'Ein anderes Konto wurde mit Ihrem zusammengeführt',
  absorbedConsequence: 'Beide sind jetzt ein Konto. Sie können sich mit allen seinen Anmeldemethoden anmelden.',
  linkUndoneTitle: 'Das Verknüpfen einer Anmeldemethode wurde rückgängig gemacht',
  linkUndoneConsequence: 'Sie kann hier nicht mehr zum Anmelden verwendet werden und ist wieder ein eigenes Konto.',
  unlinkUndoneTitle: 'Eine getrennte Anmeldemethode wurde wiederhergestellt',
  unlinkUndoneConsequence: 'Sie können sich wieder damit anmelden.',
  flaggedTitle: 'Eine Änderung an Ihrem Konto wurde gemeldet',
  flaggedConsequence: 'Jemand hat diese Änderung als unberechtigt gemeldet.',
  sessionsEndedTitle: 'Ihr Konto wurde überall abgemeldet',
  sessionsEndedConsequence: 'Alle, auch Sie, müssen sich neu anmelden.',

  what: 'Änderung',
  signIn: 'Anmeldemethode',
  account: 'Konto',
  when: 'Zeitpunkt',
  from: 'Herkunft',
  at: '{time} UTC',
  near: 'in der Nähe von {address}',
  unknownAddress: 'unbekannter Ort',
  unknownBrowser: 'unbekannter Browser',
  browserOn: '{browser} unter {system}',
  placeAndBrowser: '{place}, {browser}',
  accountAt: '{provider} ({account})',
  fact: '{name}: {value}',

  connectionDatabase: 'E-Mail und Passwort',
  connectionEmail: 'E-Mail-Code',
  connectionSms: 'Telefon (SMS)',

  mailSubject: '{product}: {title}',
  mailQuestion:
    'Wenn Sie das waren, brauchen Sie nichts zu tun. Wenn nicht, öffnen Sie diesen Link innerhalb von 7 Tagen:',
  mailQuestionShort: 'Wenn Sie das waren, brauchen Sie nichts zu tun. Wenn nicht:',
  mailButton: 'Das war ich nicht',
  mailLifetime: 'Der Link ist 7 Tage lang gültig.',
  mailEffect: 'Sie werden um eine Bestätigung gebeten, bevor jemand abgemeldet wird.',
  mailWhy: 'Sie erhalten diese Nachricht, weil Ihre Adresse zu einem Konto bei {product} gehört.',

  flagTitle: 'Waren Sie das nicht?',
  flagText:
    'Wenn Sie es waren, schließen Sie diese Seite. Wenn nicht, melden Sie das Konto bei {product} überall ab: Auf allen Geräten ist dann eine neue Anmeldung nötig, und die Änderung wird in der Aktivität markiert.',
  flagButton: 'Überall abmelden',
  flagDoneTitle: 'Alle Geräte wurden abgemeldet',
  flagDone: 'Auf allen Geräten ist jetzt eine neue Anmeldung nötig, und die Änderung ist in der Aktivität markiert.',
  flagNext:
    'Melden Sie sich jetzt an, trennen Sie alles, was nicht Ihnen gehört, und ändern Sie Ihr Passwort, falls Sie eines haben.',
  flagLink: 'Zu Ihrem Konto',
  flagLaterTitle: 'Noch nicht erledigt',
  flagLater:
    'Der Anmeldedienst antwortet nicht, deshalb sind alle Sitzungen noch offen. Ihr Link ist weiter gültig. Bitte versuchen Sie es in einer Minute noch einmal.',
  flagRetry: 'Noch einmal versuchen',
  flagForeignTitle: 'Es wurde nichts geändert',
  flagForeign: 'Öffnen Sie den Link in Ihrer E-Mail noch einmal und verwenden Sie die Schaltfläche dort.',
  flagUnusableTitle: 'Dieser Link ist nicht mehr gültig',
  flagUnusable: 'Er wurde schon verwendet, ist älter als 7 Tage oder unvollständig.',
  flagUnusableDone: 'Wenn Sie ihn verwendet haben, ist alles erledigt: Alle Geräte wurden abgemeldet.',
};
