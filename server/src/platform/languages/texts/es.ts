import type { Texts } from './en.ts';

/** The server's texts in Spanish. */
export const ES: Texts = {
  startTitle: '¿Añadir un inicio de sesión a {account}?',
  startText:
    'La cuenta con la que inicie sesión a continuación se combinará con {account}. Continúe solo si {account} es su cuenta.',
  startButton: 'Continuar',
  finishedTitle: 'Puede cerrar esta ventana',
  finishedText: 'El inicio de sesión ha terminado. Continúe en la ventana de la que vino.',
  finishedLink: 'Continuar aquí',
  stateInvalidTitle: 'Este inicio de sesión no empezó aquí o ya se ha usado',
  browserMismatchTitle: 'Continúe en el navegador en el que empezó',
  refusedText: 'No se ha cambiado nada. Si quería vincular una cuenta, empiece de nuevo en la página de su perfil.',
  toProfile: 'A su perfil',

  linkedTitle: 'Se vinculó un inicio de sesión a su cuenta',
  linkedConsequence: 'Ahora abre su cuenta, como los que ya tenía.',
  unlinkedTitle: 'Se desvinculó un inicio de sesión de su cuenta',
  unlinkedConsequence: 'Ya no abre su cuenta.',
  absorbedTitle: 'Otra cuenta se unió a la suya',
  absorbedConsequence: 'Ahora las dos son una sola; cada inicio de sesión de la otra la abre.',
  linkUndoneTitle: 'Se deshizo la vinculación de un inicio de sesión',
  linkUndoneConsequence: 'Ya no abre su cuenta y vuelve a tener una propia.',
  unlinkUndoneTitle: 'Se deshizo la desvinculación de un inicio de sesión',
  unlinkUndoneConsequence: 'Vuelve a abrir su cuenta.',
  flaggedTitle: 'Se informó de un cambio en su cuenta',
  flaggedConsequence: 'Alguien dijo que no lo hizo la persona titular.',
  sessionsEndedTitle: 'Se cerraron todas las sesiones de su cuenta',
  sessionsEndedConsequence: 'Todos, también usted, tienen que iniciar sesión de nuevo.',

  what: 'Qué',
  signIn: 'Inicio de sesión',
  account: 'Cuenta',
  when: 'Cuándo',
  from: 'Desde',
  at: '{time} UTC',
  unknownAddress: 'una dirección desconocida',
  unknownBrowser: 'un navegador desconocido',
  browserOn: '{browser} en {system}',

  mailSubject: '{title}: {portal}',
  mailQuestion: 'Si fue usted, no tiene que hacer nada. Si no fue usted, abra este enlace en un plazo de 7 días:',
  mailQuestionShort: 'Si fue usted, no tiene que hacer nada. Si no fue usted:',
  mailButton: 'No fui yo',
  mailLifetime: 'El enlace vale durante 7 días.',
  mailEffect: 'Pregunta una vez más antes de cerrar todas las sesiones de la cuenta. Abrirlo todavía no cambia nada.',
  mailWhy: 'Recibe este mensaje porque su dirección pertenece a una cuenta de {portal}.',

  flagTitle: '¿No fue usted?',
  flagText:
    'Si fue usted, cierre esta página. Si no, cierre todas las sesiones: quien haya entrado en la cuenta de {portal}, en cualquier dispositivo, tendrá que iniciar sesión de nuevo, y el cambio quedará marcado en la actividad.',
  flagButton: 'Cerrar todas las sesiones',
  flagDoneTitle: 'Se han cerrado todas las sesiones',
  flagDone:
    'Quien hubiera entrado en la cuenta tiene que iniciar sesión de nuevo, y el cambio está marcado en la actividad.',
  flagNext: 'Ahora inicie sesión usted, desvincule lo que no sea suyo y cambie la contraseña si la cuenta tiene una.',
  flagLink: 'Ir a su cuenta',
  flagLaterTitle: 'Aún no está hecho',
  flagLater:
    'El servicio de inicio de sesión no responde, así que las sesiones siguen abiertas. Su enlace sigue valiendo: inténtelo de nuevo dentro de un minuto.',
  flagRetry: 'Reintentar',
  flagForeignTitle: 'No se ha cambiado nada',
  flagForeign: 'Abra otra vez el enlace de su correo y use su botón.',
  flagGoneTitle: 'Este enlace no funciona',
  flagGone: 'Ya se ha usado, tiene más de 7 días o le falta una parte.',
  flagGoneDone: 'Si lo usó usted, todo está hecho: se han cerrado todas las sesiones.',
};
