import type { Texts } from './en.ts';

/** The server's texts in French. */
export const FR: Texts = {
  startTitle: 'Ajouter une méthode de connexion à {account} ?',
  startText:
    'Le compte auquel vous allez vous connecter sera associé à {account}. Continuez uniquement si {account} est votre compte.',
  startButton: 'Continuer',
  finishedTitle: 'Vous pouvez fermer cette fenêtre',
  finishedText: 'Connexion terminée. Revenez à la fenêtre de départ.',
  finishedLink: 'Continuer plutôt ici',
  stateInvalidTitle: 'Cette connexion a expiré ou a déjà été utilisée',
  browserMismatchTitle: 'Continuez dans le navigateur où vous avez commencé',
  refusedText: 'Rien n’a été modifié. Pour associer un compte, recommencez depuis la page de votre profil.',
  toProfile: 'Accéder à votre profil',

  linkedTitle: 'Une méthode de connexion a été associée à votre compte',
  linkedConsequence: 'Vous pouvez maintenant l’utiliser pour vous connecter.',
  unlinkedTitle: 'Une méthode de connexion a été dissociée de votre compte',
  unlinkedConsequence: 'Elle ne permet plus de se connecter.',
  absorbedTitle: 'Un autre compte a été fusionné avec le vôtre',
  absorbedConsequence:
    'Ils ne forment plus qu’un seul compte. Vous pouvez vous connecter avec toutes ses méthodes de connexion.',
  linkUndoneTitle: 'L’association d’une méthode de connexion a été annulée',
  linkUndoneConsequence: 'Elle ne permet plus de se connecter ici et redevient un compte distinct.',
  unlinkUndoneTitle: 'Une méthode de connexion dissociée a été rétablie',
  unlinkUndoneConsequence: 'Vous pouvez de nouveau l’utiliser pour vous connecter.',
  flaggedTitle: 'Une modification de votre compte a été signalée',
  flaggedConsequence: 'Quelqu’un a signalé cette modification comme non autorisée.',
  sessionsEndedTitle: 'Toutes les sessions de votre compte ont été fermées',
  sessionsEndedConsequence: 'Tout le monde, y compris vous, doit se reconnecter.',

  what: 'Modification',
  signIn: 'Méthode de connexion',
  account: 'Compte',
  when: 'Date',
  from: 'Provenance',
  at: '{time} UTC',
  near: 'à proximité de {address}',
  unknownAddress: 'un lieu inconnu',
  unknownBrowser: 'un navigateur inconnu',
  browserOn: '{browser} sous {system}',
  placeAndBrowser: '{place}, {browser}',
  accountAt: '{provider} ({account})',
  fact: '{name} : {value}',

  connectionDatabase: 'E-mail et mot de passe',
  connectionEmail: 'Code par e-mail',
  connectionSms: 'Téléphone (SMS)',

  mailSubject: '{product} : {title}',
  mailQuestion: 'Si c’était vous, vous n’avez rien à faire. Sinon, ouvrez ce lien dans les 7 jours :',
  mailQuestionShort: 'Si c’était vous, vous n’avez rien à faire. Sinon :',
  mailButton: 'Ce n’était pas moi',
  mailLifetime: 'Le lien est valable 7 jours.',
  mailEffect: 'Une confirmation vous sera demandée avant toute déconnexion.',
  mailWhy: 'Vous recevez ce message parce que votre adresse est celle d’un compte {product}.',

  flagTitle: 'Ce n’était pas vous ?',
  flagText:
    'Si c’était vous, fermez cette page. Sinon, fermez toutes les sessions : il faudra se reconnecter au compte {product} sur tous les appareils, et la modification sera marquée dans l’activité.',
  flagButton: 'Fermer toutes les sessions',
  flagDoneTitle: 'Toutes les sessions ont été fermées',
  flagDone: 'Il faut maintenant se reconnecter sur tous les appareils, et la modification est marquée dans l’activité.',
  flagNext:
    'Connectez-vous maintenant, dissociez ce qui n’est pas à vous et changez votre mot de passe si vous en avez un.',
  flagLink: 'Accéder à votre compte',
  flagLaterTitle: 'Pas encore terminé',
  flagLater:
    'Le service de connexion ne répond pas : les sessions sont encore ouvertes. Votre lien reste valable. Réessayez dans une minute.',
  flagRetry: 'Réessayer',
  flagForeignTitle: 'Rien n’a été modifié',
  flagForeign: 'Ouvrez de nouveau le lien de votre e-mail et utilisez le bouton.',
  flagUnusableTitle: 'Ce lien ne fonctionne pas',
  flagUnusable: 'Il a déjà été utilisé, date de plus de 7 jours ou est incomplet.',
  flagUnusableDone: 'Si vous l’avez utilisé, tout est en ordre : toutes les sessions ont été fermées.',
};
