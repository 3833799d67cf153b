import type { Texts } from './en.ts';

/** The server's texts in German. */
export const DE: Texts = {
  startTitle: 'Eine Anmeldung zu {account} hinzufügen?',
  startText:
    'Das Konto, mit dem Sie sich als Nächstes anmelden, wird mit {account} zusammengeführt. Fahren Sie nur fort, wenn {account} Ihr Konto ist.',
  startButton: 'Weiter',
  finishedTitle: 'Sie können dieses Fenster schließen',
  finishedText: 'Die Anmeldung ist fertig. Bitte machen Sie in dem Fenster weiter, aus dem Sie kamen.',
  finishedLink: 'Hier weitermachen',
  stateInvalidTitle: 'Diese Anmeldung wurde nicht hier begonnen, oder sie wurde schon benutzt',
  browserMismatchTitle: 'Bitte machen Sie in dem Browser weiter, in dem Sie begonnen haben',
  refusedText:
    'Es wurde nichts geändert. Wenn Sie ein Konto verknüpfen wollten, beginnen Sie bitte noch einmal auf Ihrer Profilseite.',
  toProfile: 'Zu Ihrem Profil',

  linkedTitle: 'Eine Anmeldung wurde mit Ihrem Konto verknüpft',
  linkedConsequence: 'Sie öffnet jetzt Ihr Konto, wie die Anmeldungen, die Sie schon hatten.',
  unlinkedTitle: 'Eine Anmeldung wurde von Ihrem Konto getrennt',
  unlinkedConsequence: 'Sie öffnet Ihr Konto nicht mehr.',
  absorbedTitle: 'Ein anderes Konto wurde mit Ihrem vereint',
  absorbedConsequence: 'Beide sind jetzt ein Konto; jede Anmeldung des anderen öffnet es.',
  linkUndoneTitle: 'Das Verknüpfen einer Anmeldung wurde rückgängig gemacht',
  linkUndoneConsequence: 'Sie öffnet Ihr Konto nicht mehr und hat wieder ein eigenes.',
  unlinkUndoneTitle: 'Das Trennen einer Anmeldung wurde rückgängig gemacht',
  unlinkUndoneConsequence: 'Sie öffnet Ihr Konto wieder.',
  flaggedTitle: 'Eine Änderung Ihres Kontos wurde gemeldet',
  flaggedConsequence: 'Jemand hat gesagt, dass sie nicht von der Person stammt, der das Konto gehört.',
  sessionsEndedTitle: 'Alle Sitzungen Ihres Kontos wurden beendet',
  sessionsEndedConsequence: 'Alle, auch Sie, müssen sich neu anmelden.',

  what: 'Was',
  signIn: 'Anmeldung',
  account: 'Konto',
  when: 'Wann',
  from: 'Von',
  at: '{time} UTC',
  unknownAddress: 'unbekannte Adresse',
  unknownBrowser: 'unbekannter Browser',
  browserOn: '{browser} unter {system}',

  mailSubject: '{title}: {portal}',
  mailQuestion:
    'Wenn Sie das waren, ist nichts zu tun. Wenn Sie es nicht waren, öffnen Sie diesen Link innerhalb von 7 Tagen:',
  mailQuestionShort: 'Wenn Sie das waren, ist nichts zu tun. Wenn Sie es nicht waren:',
  mailButton: 'Das war ich nicht',
  mailLifetime: 'Der Link gilt 7 Tage.',
  mailEffect:
    'Er fragt noch einmal nach, bevor er alle Sitzungen des Kontos beendet. Ihn zu öffnen ändert noch nichts.',
  mailWhy: 'Sie bekommen diese Nachricht, weil Ihre Adresse zu einem Konto bei {portal} gehört.',

  flagTitle: 'Waren Sie das nicht?',
  flagText:
    'Wenn Sie es waren, schließen Sie diese Seite. Wenn nicht, beenden Sie alle Sitzungen: Wer auf irgendeinem Gerät beim Konto bei {portal} angemeldet ist, muss sich neu anmelden, und die Änderung wird in der Aktivität markiert.',
  flagButton: 'Alle Sitzungen beenden',
  flagDoneTitle: 'Alle Sitzungen wurden beendet',
  flagDone: 'Wer beim Konto angemeldet war, muss sich neu anmelden, und die Änderung ist in der Aktivität markiert.',
  flagNext:
    'Melden Sie sich jetzt selbst an, trennen Sie, was nicht Ihnen gehört, und ändern Sie Ihr Passwort, falls das Konto eines hat.',
  flagLink: 'Zu Ihrem Konto',
  flagLaterTitle: 'Noch nicht erledigt',
  flagLater:
    'Der Anmeldedienst antwortet nicht, deshalb sind die Sitzungen noch offen. Ihr Link gilt weiter: Bitte versuchen Sie es in einer Minute noch einmal.',
  flagRetry: 'Noch einmal versuchen',
  flagForeignTitle: 'Es wurde nichts geändert',
  flagForeign: 'Bitte öffnen Sie den Link in Ihrer E-Mail noch einmal und benutzen Sie seine Schaltfläche.',
  flagGoneTitle: 'Dieser Link gilt nicht',
  flagGone: 'Er wurde schon benutzt, er ist älter als 7 Tage, oder ein Teil davon fehlt.',
  flagGoneDone: 'Wenn Sie ihn benutzt haben, ist alles erledigt: Alle Sitzungen wurden beendet.',
};
