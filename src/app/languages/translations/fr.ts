/** The texts of the portal. */
export default {
  'app.language.label': 'x',
};
