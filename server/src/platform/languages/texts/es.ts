import type { Texts } from './en.ts';

/** The server's texts in Spanish. */
export const ES: Texts = {
  startTitle: '¿Añadir un método de inicio de sesión a {account}?',
  startText:
    'La cuenta en la que inicie sesión a continuación se vinculará a {account}. Continúe solo si {account} es su cuenta.',
  startButton: 'Continuar',
  finishedTitle: 'Puede cerrar esta ventana',
  finishedText: 'Inicio de sesión completado. Vuelva a la ventana en la que empezó.',
  finishedLink: 'Continuar aquí',
  stateInvalidTitle: 'Este inicio de sesión ha caducado o ya se ha usado',
  browserMismatchTitle: 'Continúe en el navegador en el que empezó',
  refusedText: 'No se ha cambiado nada. Para vincular una cuenta, empiece de nuevo en la página de su perfil.',
  toProfile: 'Ir a su perfil',

  linkedTitle: 'Se vinculó un método de inicio de sesión a su cuenta',
  linkedConsequence: 'Ahora puede usarlo para iniciar sesión.',
  unlinkedTitle: 'Se desvinculó un método de inicio de sesión de su cuenta',
  unlinkedConsequence: 'Ya no se puede usar para iniciar sesión.',
  absorbedTitle: 'Otra cuenta se fusionó con la suya',
  absorbedConsequence: 'Ahora son una sola cuenta. Puede iniciar sesión con cualquiera de sus métodos.',
  linkUndoneTitle: 'Se deshizo la vinculación de un método de inicio de sesión',
  linkUndoneConsequence: 'Ya no se puede usar para iniciar sesión aquí y vuelve a ser una cuenta aparte.',
  unlinkUndoneTitle: 'Se restableció un método de inicio de sesión desvinculado',
  unlinkUndoneConsequence: 'Puede volver a usarlo para iniciar sesión.',
  flaggedTitle: 'Se informó de un cambio en su cuenta',
  flaggedConsequence: 'Alguien indicó que este cambio no estaba autorizado.',
  sessionsEndedTitle: 'Se cerraron todas las sesiones de su cuenta',
  sessionsEndedConsequence: 'Todos, incluido usted, tienen que volver a iniciar sesión.',

  what: 'Cambio',
  signIn: 'Método de inicio de sesión',
  account: 'Cuenta',
  when: 'Fecha',
  from: 'Origen',
  at: '{time} UTC',
  near: 'cerca de {address}',
  unknownAddress: 'una ubicación desconocida',
  unknownBrowser: 'un navegador desconocido',
  browserOn: '{browser} en {system}',

  mailSubject: '{product}: {title}',
  mailQuestion: 'Si fue usted, no tiene que hacer nada. Si no, abra este enlace en un plazo de 7 días:',
  mailQuestionShort: 'Si fue usted, no tiene que hacer nada. Si no:',
  mailButton: 'No fui yo',
  mailLifetime: 'El enlace es válido durante 7 días.',
  mailEffect: 'Se le pedirá confirmación antes de cerrar ninguna sesión.',
  mailWhy: 'Recibe este mensaje porque su dirección pertenece a una cuenta de {product}.',

  flagTitle: '¿No fue usted?',
  flagText:
    'Si fue usted, cierre esta página. Si no, cierre todas las sesiones: habrá que volver a iniciar sesión en la cuenta de {product} en todos los dispositivos, y el cambio quedará marcado en la actividad.',
  flagButton: 'Cerrar todas las sesiones',
  flagDoneTitle: 'Se han cerrado todas las sesiones',
  flagDone:
    'Ahora hay que volver a iniciar sesión en todos los dispositivos, y el cambio está marcado en la actividad.',
  flagNext: 'Ahora inicie sesión, desvincule lo que no sea suyo y cambie su contraseña si tiene una.',
  flagLink: 'Ir a su cuenta',
  flagLaterTitle: 'Aún no está hecho',
  flagLater:
    'El servicio de inicio de sesión no responde, así que las sesiones siguen abiertas. Su enlace sigue siendo válido. Inténtelo de nuevo dentro de un minuto.',
  flagRetry: 'Intentar de nuevo',
  flagForeignTitle: 'No se ha cambiado nada',
  flagForeign: 'Abra de nuevo el enlace de su correo y use el botón.',
  flagGoneTitle: 'Este enlace no funciona',
  flagGone: 'Ya se ha usado, tiene más de 7 días o está incompleto.',
  flagGoneDone: 'Si lo usó usted, ya está todo hecho: se han cerrado todas las sesiones.',
};
