import type { Texts } from './en.ts';

/** The server's texts in French. */
export const FR: Texts = {
  startTitle: 'Ajouter une connexion à {account} ?',
  startText:
    'Le compte avec lequel vous allez vous connecter sera fusionné avec {account}. Continuez uniquement si {account} est votre compte.',
  startButton: 'Continuer',
  finishedTitle: 'Vous pouvez fermer cette fenêtre',
  finishedText: 'La connexion est terminée. Continuez dans la fenêtre d’où vous venez.',
  finishedLink: 'Continuer plutôt ici',
  stateInvalidTitle: 'Cette connexion n’a pas été commencée ici, ou elle a déjà été utilisée',
  browserMismatchTitle: 'Continuez dans le navigateur dans lequel vous avez commencé',
  refusedText: 'Rien n’a été modifié. Si vous vouliez associer un compte, recommencez depuis la page de votre profil.',
  toProfile: 'Vers votre profil',

  linkedTitle: 'Une connexion a été associée à votre compte',
  linkedConsequence: 'Elle ouvre désormais votre compte, comme celles que vous aviez déjà.',
  unlinkedTitle: 'Une connexion a été dissociée de votre compte',
  unlinkedConsequence: 'Elle n’ouvre plus votre compte.',
  absorbedTitle: 'Un autre compte a été réuni avec le vôtre',
  absorbedConsequence: 'Les deux ne font plus qu’un ; chaque connexion de l’autre l’ouvre.',
  linkUndoneTitle: 'L’association d’une connexion a été annulée',
  linkUndoneConsequence: 'Elle n’ouvre plus votre compte et a de nouveau le sien.',
  unlinkUndoneTitle: 'La dissociation d’une connexion a été annulée',
  unlinkUndoneConsequence: 'Elle ouvre de nouveau votre compte.',
  flaggedTitle: 'Une modification de votre compte a été signalée',
  flaggedConsequence: 'Quelqu’un a indiqué qu’elle ne venait pas du titulaire du compte.',
  sessionsEndedTitle: 'Toutes les sessions de votre compte ont été fermées',
  sessionsEndedConsequence: 'Tout le monde, vous aussi, doit se reconnecter.',

  what: 'Quoi',
  signIn: 'Connexion',
  account: 'Compte',
  when: 'Quand',
  from: 'Depuis',
  at: '{time} UTC',
  unknownAddress: 'une adresse inconnue',
  unknownBrowser: 'un navigateur inconnu',
  browserOn: '{browser} sous {system}',

  mailSubject: '{title} : {portal}',
  mailQuestion: 'Si c’était vous, il n’y a rien à faire. Si ce n’était pas vous, ouvrez ce lien dans les 7 jours :',
  mailQuestionShort: 'Si c’était vous, il n’y a rien à faire. Si ce n’était pas vous :',
  mailButton: 'Ce n’était pas moi',
  mailLifetime: 'Le lien est valable 7 jours.',
  mailEffect:
    'Il demande encore une confirmation avant de fermer toutes les sessions du compte. L’ouvrir ne change encore rien.',
  mailWhy: 'Vous recevez ce message parce que votre adresse appartient à un compte sur {portal}.',

  flagTitle: 'Ce n’était pas vous ?',
  flagText:
    'Si c’était vous, fermez cette page. Sinon, fermez toutes les sessions : toute personne connectée au compte sur {portal}, sur n’importe quel appareil, devra se reconnecter, et la modification sera marquée dans l’activité.',
  flagButton: 'Fermer toutes les sessions',
  flagDoneTitle: 'Toutes les sessions ont été fermées',
  flagDone:
    'Toute personne qui était connectée au compte doit se reconnecter, et la modification est marquée dans l’activité.',
  flagNext:
    'Maintenant, connectez-vous vous-même, dissociez ce qui n’est pas à vous et changez votre mot de passe si le compte en a un.',
  flagLink: 'Aller à votre compte',
  flagLaterTitle: 'Pas encore fait',
  flagLater:
    'Le service de connexion ne répond pas, les sessions sont donc encore ouvertes. Votre lien reste valable : réessayez dans une minute.',
  flagRetry: 'Réessayer',
  flagForeignTitle: 'Rien n’a été modifié',
  flagForeign: 'Ouvrez de nouveau le lien de votre e-mail et utilisez son bouton.',
  flagGoneTitle: 'Ce lien ne fonctionne pas',
  flagGone: 'Il a déjà été utilisé, il date de plus de 7 jours ou il en manque une partie.',
  flagGoneDone: 'Si c’est vous qui l’avez utilisé, tout est fait : toutes les sessions ont été fermées.',
};
